// an address that is one digit short
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226","latest"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: hex string has length 39, want 40 for address"}}

// an address without 0x
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["f39fd6e51aad88f6f4ce6ab8827279cfffb92266","latest"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: hex string without 0x prefix"}}

// an address that is no hex
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0xg39fd6e51aad88f6f4ce6ab8827279cfffb92266","latest"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: invalid hex string: 'g' at position 2"}}

// an address as a number
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":[5,"latest"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: expected a hex string, got number 5"}}

// no address
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":[]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"missing value for required argument 0"}}

// a block in decimal
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["2",true]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: hex string without 0x prefix"}}

// a block with a leading zero
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["0x02",true]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: hex number with leading zero digits"}}

// a block by nothing but 0x
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["0x",true]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: hex string \"0x\""}}

// a block beyond 2^64
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["0x10000000000000000",true]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: hex number > 64 bits"}}

// a block that is not there
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["0x7fffffffffffffff",true]}
<< {"jsonrpc":"2.0","id":1,"result":null}

// whole transactions, asked for by a word
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["0x0","yes"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 1: expected true or false, got string \"yes\""}}

// the state of a block that is not there
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266","0x100"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"header not found"}}

// the state of a block whose hash nobody knows
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266","0x1111111111111111111111111111111111111111111111111111111111111111"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"header for hash not found"}}

// a block by hash and by number
>> {"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",{"blockNumber":"0x0","blockHash":"0x1111111111111111111111111111111111111111111111111111111111111111"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 1: either blockHash or blockNumber has to be given, and not both"}}

// a slot that is too long
>> {"jsonrpc":"2.0","id":1,"method":"eth_getStorageAt","params":["0x00000000000000000000000000000000000c0de0","0x00000000000000000000000000000000000000000000000000000000000000001","latest"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 1: hex string too long, want at most 32 bytes, got 33"}}

// a call that says its input twice, and differently
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x00","input":"0x01"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: both \"data\" and \"input\" are set and not equal. Please use \"input\" to pass transaction call data"}}

// a call with both kinds of price
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","gasPrice":"0x1","maxFeePerGas":"0x1"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified"}}

// a call with a wrong member
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"from":"0x1","to":"0x00000000000000000000000000000000000c0de0"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: from: hex string has length 1, want 40 for address"}}

// a contract reverts with a reason
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x03"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted: not enough","data":"0x08c379a00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000a6e6f7420656e6f75676800000000000000000000000000000000000000000000"}}

// a contract panics
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x04"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted: arithmetic underflow or overflow: uint256 underflow: n = -1 at main.js:3:5","data":"0x4e487b710000000000000000000000000000000000000000000000000000000000000011"}}

// a contract reverts with an error of its own
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x05"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted","data":"0xc818d59a000000000000000000000000000000000000000000000000000000000000000a"}}

// a contract reverts with nothing
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x09"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted","data":"0x"}}

// the engine throws in a contract
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x06"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted: TypeError: x is not a function at main.js:3:5","data":"0xea1a46e000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000009547970654572726f720000000000000000000000000000000000000000000000"}}

// a contract runs out of gas
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x07"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"out of gas"}}

// a contract asks for too much memory
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x08"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"execution halted: memory limit: 70 MiB"}}

// a call of EVM bytecode
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"data":"0x6080604052"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"invalid creation data: this chain runs JavaScript contracts, not EVM bytecode: creation data starts with 0xef4a5301, got 0x60806040; make it with \"tally build\""}}

// a call that moves money nobody has
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00000000000000000000000000000000000c0de0","value":"0x1"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"insufficient funds for gas * price + value: address 0x0000000000000000000000000000000000000000 have 0 want 1"}}

// an estimate for a contract that reverts
>> {"jsonrpc":"2.0","id":1,"method":"eth_estimateGas","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x03"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted: not enough","data":"0x08c379a00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000a6e6f7420656e6f75676800000000000000000000000000000000000000000000"}}

// an estimate for a contract that never has enough
>> {"jsonrpc":"2.0","id":1,"method":"eth_estimateGas","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x07"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"gas required exceeds allowance (16777216)"}}

// an estimate with a limit that is too low
>> {"jsonrpc":"2.0","id":1,"method":"eth_estimateGas","params":[{"to":"0x00000000000000000000000000000000000c0de0","data":"0x00","gas":"0x5209"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"gas required exceeds allowance (21001)"}}

// an override that says the storage twice
>> {"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{},"latest",{"0x00000000000000000000000000000000000c0de0":{"state":{},"stateDiff":{}}}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 2: 0x00000000000000000000000000000000000c0de0: account has both 'state' and 'stateDiff'"}}

// logs of a backward range
>> {"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"fromBlock":"0x5","toBlock":"0x4"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid block range params: fromBlock 5 is after toBlock 4"}}

// logs of a block nobody knows
>> {"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"blockHash":"0x1111111111111111111111111111111111111111111111111111111111111111"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"unknown block"}}

// logs with five topics
>> {"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"topics":[null,null,null,null,null]}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: topics: exceed max topics: a log has at most 4, got 5"}}

// what is no transaction
>> {"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: transaction: there are no bytes"}}

// a transaction that is no hex
>> {"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x02zz"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: invalid hex string: 'z' at position 4"}}

// a transaction that is half a byte short
>> {"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x02f86"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: hex string of odd length"}}

// a transaction of another type
>> {"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x03c0"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: transaction: type 3 is not supported; this chain has types 0, 1 and 2"}}

// percentiles that go down
>> {"jsonrpc":"2.0","id":1,"method":"eth_feeHistory","params":["0x1","latest",[50,10]]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 2[1]: invalid reward percentile: they go up, from 0 to 100"}}

// an account without a key
>> {"jsonrpc":"2.0","id":1,"method":"eth_sign","params":["0x00000000000000000000000000000000000c0de0","0x"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"unknown account 0x00000000000000000000000000000000000c0De0: this node has no key of it; eth_accounts names those it has"}}

// a date before the newest block
>> {"jsonrpc":"2.0","id":1,"method":"evm_setNextBlockTimestamp","params":["0x3b9aca0000000"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"a timestamp is from 0, the newest block's, to 253402300799, got 1048576000000000"}}

// the copy of another chain
>> {"jsonrpc":"2.0","id":1,"method":"hardhat_reset","params":[{"forking":{"jsonRpcUrl":"http://127.0.0.1:1"}}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: forking: this chain cannot be a fork of another; leave it out to begin again"}}

// another chain's node to read from
>> {"jsonrpc":"2.0","id":1,"method":"anvil_setRpcUrl","params":["http://127.0.0.1:1"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"this chain is a fork of no other, so there is no URL to read one from"}}

// another chain id
>> {"jsonrpc":"2.0","id":1,"method":"anvil_setChainId","params":[1]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"the chain id is the genesis's, 31337; begin another chain by tally dev --fresh --chain-id"}}

// a range of times between blocks
>> {"jsonrpc":"2.0","id":1,"method":"evm_setIntervalMining","params":[[1000,2000]]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: blocks are made at even times: one number is taken, and no range"}}

// half a second between timestamps
>> {"jsonrpc":"2.0","id":1,"method":"hardhat_setBlockTimestampInterval","params":[1500]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: timestamps are in seconds: 1500 ms are not whole seconds"}}

// code that is none here
>> {"jsonrpc":"2.0","id":1,"method":"hardhat_setCode","params":["0x00000000000000000000000000000000000c0de0","0x6080"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"not the code of a contract: this chain runs JavaScript contracts, not EVM bytecode: creation data starts with 0xef4a5301, got 0x6080; make it with \"tally build\""}}

// a sender without a key who is not impersonated
>> {"jsonrpc":"2.0","id":1,"method":"eth_sendTransaction","params":[{"from":"0x00000000000000000000000000000000000c0de0","gas":"0x5208"}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"unknown account 0x00000000000000000000000000000000000c0De0: this node has no key of it; eth_accounts names those it has"}}

// a creation to be filled in that has no data
>> {"jsonrpc":"2.0","id":1,"method":"eth_fillTransaction","params":[{}]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"invalid creation data: this chain runs JavaScript contracts, not EVM bytecode: creation data starts with 0xef4a5301, got no data; make it with \"tally build\""}}
