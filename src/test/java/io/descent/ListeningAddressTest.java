package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

@ExtendWith(OutputCaptureExtension.class)
class ListeningAddressTest {

    private static InetAddress address(String given, String ofServer, String auth) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
        new ListeningAddress(given, ofServer, auth).customize(factory);
        InetAddress address = factory.getAddress();
        return Objects.requireNonNullElseGet(address, () -> InetAddress.ofLiteral("0.0.0.0"));
    }

    @Test
    void whereNobodyIsAskedTheServiceListensToThisMachineAlone() {
        assertThat(address("", "", "none").isLoopbackAddress()).isTrue();
        assertThat(address("", "", "keys").isAnyLocalAddress()).isTrue();
    }

    @Test
    void theOperatorMayOpenItAndIsWarned(CapturedOutput log) {
        assertThat(address("127.0.0.1", "", "none").isLoopbackAddress()).isTrue();
        assertThat(address("0.0.0.0", "", "keys").isAnyLocalAddress()).isTrue();
        assertThat(log).doesNotContain("whoever reaches it");

        assertThat(address("0.0.0.0", "", "none").isAnyLocalAddress()).isTrue();
        assertThat(log).contains("DESCENT_AUTH is none, and the service listens on 0.0.0.0");
    }

    @Test
    void thePropertyOfTheServerCountsToo() {
        assertThat(address("", "0.0.0.0", "none").isAnyLocalAddress()).isTrue();
        assertThat(address("127.0.0.1", "0.0.0.0", "none").isLoopbackAddress()).isTrue();
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        assertThatThrownBy(() -> address("not an address", "", "none"))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("descent.address");
    }
}
