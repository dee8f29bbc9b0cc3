// a call is answered under its id
>> {"jsonrpc":"2.0","id":1,"method":"test_echo","params":["a"]}
<< {"jsonrpc":"2.0","id":1,"result":"a"}

// white space and the order of members do not matter
>>  { "params" : [ "a" ], "method":"test_echo", "id" : 1 ,"jsonrpc":"2.0" } 
<< {"jsonrpc":"2.0","id":1,"result":"a"}

// an id is sent back as it was written
>> {"jsonrpc":"2.0","id":1.50e2,"method":"test_echo","params":["a"]}
<< {"jsonrpc":"2.0","id":1.50e2,"result":"a"}

// an id beyond 2^64 is sent back as it was written
>> {"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"test_echo","params":["a"]}
<< {"jsonrpc":"2.0","id":123456789012345678901234567890,"result":"a"}

// an id may be a string
>> {"jsonrpc":"2.0","id":"ü\u0000\"\ud800","method":"test_echo","params":["a"]}
<< {"jsonrpc":"2.0","id":"ü\u0000\"\ud800","result":"a"}

// an id of null is an id
>> {"jsonrpc":"2.0","id":null,"method":"test_echo","params":["a"]}
<< {"jsonrpc":"2.0","id":null,"result":"a"}

// a notification gets no answer
>> {"jsonrpc":"2.0","method":"test_echo","params":["a"]}
<<

// a notification gets no answer even where it fails
>> {"jsonrpc":"2.0","method":"test_none","params":["a"]}
<<

// params may be left out
>> {"jsonrpc":"2.0","id":1,"method":"test_nothing"}
<< {"jsonrpc":"2.0","id":1,"result":null}

// params may be null
>> {"jsonrpc":"2.0","id":1,"method":"test_nothing","params":null}
<< {"jsonrpc":"2.0","id":1,"result":null}

// params by name are not taken
>> {"jsonrpc":"2.0","id":1,"method":"test_echo","params":{"text":"a"}}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"non-array args: \"params\" has to be an array"}}

// a required argument is missing
>> {"jsonrpc":"2.0","id":1,"method":"test_echo","params":[]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"missing value for required argument 0"}}

// null is a missing argument
>> {"jsonrpc":"2.0","id":1,"method":"test_echo","params":[null]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"missing value for required argument 0"}}

// an argument is of the wrong kind
>> {"jsonrpc":"2.0","id":1,"method":"test_echo","params":[5]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"invalid argument 0: expected a string, got number 5"}}

// an argument too many
>> {"jsonrpc":"2.0","id":1,"method":"test_echo","params":["a","b"]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"too many arguments, want at most 1"}}

// an unknown method
>> {"jsonrpc":"2.0","id":1,"method":"eth_foo","params":[]}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"the method eth_foo does not exist/is not available"}}

// a method fails with an error of its own
>> {"jsonrpc":"2.0","id":1,"method":"test_revert"}
<< {"jsonrpc":"2.0","id":1,"error":{"code":3,"message":"execution reverted","data":"0x01"}}

// a method fails by a fault of the node
>> {"jsonrpc":"2.0","id":1,"method":"test_fault"}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"internal error; the node's log has more"}}

// a method needs the trie of a state that is too far back
>> {"jsonrpc":"2.0","id":1,"method":"test_tooFarBack"}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"historical state is not available: a proof of the state of block 7 takes more than 9 changes since then to be undone; ask for a newer block, or ask a node that runs with --archive"}}

// a method overflows the stack
>> {"jsonrpc":"2.0","id":1,"method":"test_overflow"}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"internal error; the node's log has more"}}

// not JSON
>> {"jsonrpc":"2.0","id":1,"method":
<< {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse error: not JSON at line 1, column 34: Unexpected end-of-input within/between Object entries"}}

// two documents
>> {"jsonrpc":"2.0","id":1,"method":"test_nothing"} {}
<< {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse error: $ at line 1, column 51: another value after the end of the document"}}

// a member twice
>> {"jsonrpc":"2.0","id":1,"method":"test_nothing","id":2}
<< {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse error: $.id at line 1, column 49: the member is there twice"}}

// JSON, but not a request
>> 5
<< {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"invalid request: expected an object, got number"}}

// no version
>> {"id":1,"method":"test_nothing"}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"invalid request: the member \"jsonrpc\" has to be \"2.0\""}}

// a version as a number
>> {"jsonrpc":2.0,"id":1,"method":"test_nothing"}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"invalid request: the member \"jsonrpc\" has to be \"2.0\""}}

// no method
>> {"jsonrpc":"2.0","id":1}
<< {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"invalid request: the member \"method\" has to be a string"}}

// an id that cannot be one
>> {"jsonrpc":"2.0","id":{"a":1},"method":"test_nothing"}
<< {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"invalid request: the id is a string, a number or null, got object"}}

// an empty batch
>> []
<< {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"empty batch"}}

// a batch is answered in order, each call by itself
>> [{"jsonrpc":"2.0","id":1,"method":"test_later","params":["a"]},{"jsonrpc":"2.0","id":2,"method":"test_echo","params":["b"]},{"jsonrpc":"2.0","method":"test_echo","params":["c"]},7,{"jsonrpc":"2.0","id":4,"method":"eth_foo"}]
<< [{"jsonrpc":"2.0","id":1,"result":"a"},{"jsonrpc":"2.0","id":2,"result":"b"},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"invalid request: expected an object, got number"}},{"jsonrpc":"2.0","id":4,"error":{"code":-32601,"message":"the method eth_foo does not exist/is not available"}}]

// a batch of notifications gets no answer
>> [{"jsonrpc":"2.0","method":"test_echo","params":["a"]},{"jsonrpc":"2.0","method":"test_echo","params":["b"]}]
<<

// a batch in a batch is not run
>> [[{"jsonrpc":"2.0","id":1,"method":"test_echo","params":["a"]}]]
<< [{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"invalid request: expected an object, got array"}}]

// a batch that is too large
>> [1,2,3,4,5,6,7]
<< {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch too large: 7 requests, at most 6 are taken"}}
