package org.tallystick.node.rpc.protocol;

/// Which web pages may call a method. Programs that are no browser send no `Origin` and may call
/// all.
enum Access {
  /// Any page: it reads, or hands in what somebody signed elsewhere.
  ANY_PAGE,

  /// Only this node's own pages, pages from this machine, and those named by `--cors`: it uses
  /// accounts of the node, or changes a development chain.
  TRUSTED_PAGES
}
