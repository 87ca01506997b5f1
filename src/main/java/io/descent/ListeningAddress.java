package io.descent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Where the service listens: to this machine alone where nobody is asked who they are, unless the operator says otherwise. */
final class ListeningAddress implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningAddress.class);

    private final String given;
    private final String ofServer;
    private final boolean asks;

    /**
     * Makes what sets the address.
     *
     * @param given empty for none
     * @param ofServer as the server's own property has it, which counts where none is given; empty for none
     */
    ListeningAddress(String given, String ofServer, String auth) {
        this.given = given.isBlank() ? ofServer : given;
        this.ofServer = ofServer;
        this.asks = !auth.equals("none");
    }

    @Override
    public void customize(ConfigurableWebServerFactory factory) {
        if (given.isBlank()) {
            if (!asks) {
                factory.setAddress(InetAddress.getLoopbackAddress());
            }
            return;
        }
        InetAddress address = address();
        if (!asks && !address.isLoopbackAddress()) {
            LOG.warn(
                    "DESCENT_AUTH is none, and the service listens on {}: whoever reaches it may do everything",
                    address.getHostAddress());
        }
        factory.setAddress(address);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(given);
        } catch (UnknownHostException unknown) {
            throw new InvalidConfigurationPropertyValueException(
                    given.equals(ofServer) ? "server.address" : "descent.address",
                    given,
                    "must be an address of this machine, such as 0.0.0.0");
        }
    }

    /** After the server's own properties. */
    @Override
    public int getOrder() {
        return 1;
    }
}
