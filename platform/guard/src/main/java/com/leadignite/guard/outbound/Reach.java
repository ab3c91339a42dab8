package com.leadignite.guard.outbound;

import com.leadignite.guard.edge.Cidr;
import java.net.InetAddress;
import java.util.List;

/**
 * Where a call may lead besides the Internet. Plain http leads to this machine alone, and from
 * {@link #internetAnd} there only if its address is named.
 */
public final class Reach {

  private final boolean everywhere;
  private final boolean plainHere;
  private final List<Cidr> networks;

  private Reach(boolean everywhere, boolean plainHere, List<Cidr> networks) {
    this.everywhere = everywhere;
    this.plainHere = plainHere;
    this.networks = List.copyOf(networks);
  }

  /**
   * For addresses that the operator configured.
   *
   * @param privateAddresses whether a name may lead into a private network
   */
  static Reach configured(boolean privateAddresses) {
    return new Reach(privateAddresses, true, List.of());
  }

  /** For addresses that anybody may choose: the Internet, and the networks that are named. */
  public static Reach internetAnd(List<Cidr> networks) {
    return new Reach(false, false, networks);
  }

  boolean includes(boolean encrypted, InetAddress address, PublicAddresses publicAddresses) {
    boolean named = networks.stream().anyMatch(network -> network.contains(address));
    return encrypted
        ? everywhere || named || publicAddresses.contain(address)
        : address.isLoopbackAddress() && (plainHere || named);
  }
}
