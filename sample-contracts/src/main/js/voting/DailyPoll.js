import { Contract, msg, block, require, map, list, struct, address, string, uint64, uint256 } from 'tally';

const DAY = 86_400n; // Seconds. Days begin at midnight UTC.

/**
 * A board of ballots. On each, an account votes on as many days as it likes, and at most `maxPerDay`
 * times a day.
 *
 * One account is one voter; nothing here knows how many accounts a person has.
 */
export default class DailyPoll extends Contract {
  static abi = `
    struct Tally { string label; uint256 votes; }
    struct Attendance { address voter; uint256 votes; uint64 daysVoted; }
    /// Open a ballot. Anyone may; the caller becomes its owner. maxPerDay 0 sets no limit.
    function open(string title, string[] labels, uint64 closesAt, uint64 maxPerDay) returns (uint256 id)
    /// Vote for option number "option" of ballot "id"; the first option is number 0.
    function vote(uint256 id, uint256 option)
    function canVote(uint256 id, address voter) view returns (bool)
    function tally(uint256 id) view returns (Tally[])
    /// The option with most votes; of several, the one that stands first.
    function winner(uint256 id) view returns (string label, uint256 votes)
    /// How often an account voted, on how many days, and on how many days it could have: a poll that asks for a vote every day is read here.
    function votesOf(uint256 id, address voter) view returns (uint256 votes, uint64 daysVoted, uint64 daysOpen)
    /// One row per voter, in the order of their first vote: at most "count", without the first "from".
    function attendance(uint256 id, uint256 from, uint256 count) view returns (Attendance[])
    function voters(uint256 id) view returns (uint256)
    function ballotCount() view returns (uint256)
    function ballot(uint256 id) view returns (address owner, string title, uint64 openedAt, uint64 closesAt, uint64 maxPerDay)
    event Opened(uint256 indexed id, address indexed owner, string title)
    event Voted(uint256 indexed id, address indexed voter, uint256 option, uint64 day)
    error DailyLimitReached(address voter, uint64 maxPerDay, uint64 nextVoteAt)
    error BallotClosed(uint256 id)
    error NoSuchOption(uint256 option)
  `;
  static state = {
    ballots: list(struct({
      owner: address,
      title: string,
      openedAt: uint64,
      closesAt: uint64,
      maxPerDay: uint64,
      options: list(struct({ label: string, votes: uint256 })),
      voters: map(address, struct({ votes: uint256, daysVoted: uint64, lastDay: uint64, votesThatDay: uint64 })),
    })),
  };

  open(title, labels, closesAt, maxPerDay) {
    require(closesAt > block.timestamp, 'closesAt must lie in the future');
    require(labels.length > 0, 'a ballot needs an option');
    const id = this.ballots.length;
    const ballot = this.ballots.push({ owner: msg.sender, title, openedAt: block.timestamp, closesAt, maxPerDay });
    for (const label of labels) ballot.options.push({ label, votes: 0n });
    this.emit.Opened(id, msg.sender, title);
    return id;
  }

  vote(id, option) {
    const ballot = this.ballots.at(id);
    const today = block.timestamp / DAY;
    if (block.timestamp >= ballot.closesAt) throw this.errors.BallotClosed(id);
    if (option >= ballot.options.length) throw this.errors.NoSuchOption(option);
    const voter = ballot.voters.get(msg.sender); // A live record: assigning a field writes storage.
    if (voter.votes === 0n || voter.lastDay !== today) {
      voter.lastDay = today;
      voter.daysVoted += 1n;
      voter.votesThatDay = 0n;
    }
    if (ballot.maxPerDay !== 0n && voter.votesThatDay >= ballot.maxPerDay) {
      throw this.errors.DailyLimitReached(msg.sender, ballot.maxPerDay, (today + 1n) * DAY);
    }
    voter.votesThatDay += 1n;
    voter.votes += 1n;
    ballot.options.at(option).votes += 1n;
    this.emit.Voted(id, msg.sender, option, today);
  }

  canVote(id, account) {
    const ballot = this.ballots.at(id);
    if (block.timestamp >= ballot.closesAt) return false;
    const voter = ballot.voters.get(account);
    return ballot.maxPerDay === 0n || voter.lastDay !== block.timestamp / DAY || voter.votesThatDay < ballot.maxPerDay;
  }

  tally(id) {
    return [...this.ballots.at(id).options];
  }

  winner(id) {
    let best = this.ballots.at(id).options.at(0n);
    for (const option of this.ballots.at(id).options) {
      if (option.votes > best.votes) best = option;
    }
    return { label: best.label, votes: best.votes };
  }

  votesOf(id, account) {
    const ballot = this.ballots.at(id);
    const voter = ballot.voters.get(account);
    const lastMoment = block.timestamp < ballot.closesAt ? block.timestamp : ballot.closesAt - 1n;
    const daysOpen = lastMoment / DAY - ballot.openedAt / DAY + 1n;
    return { votes: voter.votes, daysVoted: voter.daysVoted, daysOpen };
  }

  attendance(id, from, count) {
    return this.ballots.at(id).voters
      .page(from, count)
      .map(([voter, { votes, daysVoted }]) => ({ voter, votes, daysVoted }));
  }

  voters(id) {
    return this.ballots.at(id).voters.size;
  }

  ballotCount() {
    return this.ballots.length;
  }

  ballot(id) {
    const { owner, title, openedAt, closesAt, maxPerDay } = this.ballots.at(id);
    return { owner, title, openedAt, closesAt, maxPerDay };
  }
}
