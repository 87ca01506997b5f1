# Built on a JDK, run on a JRE, as a user that owns nothing. README.md tells how, under «In a container».

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
# The same build, first of the bare application: it fetches Maven and every dependency and plugin into a layer that
# lasts until the pom changes. (dependency:go-offline would leave out the compiler's plugins.)
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main/java/io/descent/DescentApplication.java src/main/java/io/descent/
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package && rm -r target
COPY src/main src/main
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package && mv target/descent-*.jar descent.jar
RUN java -Djarmode=tools -jar descent.jar extract --layers --destination layers
# DuckDB unpacks its library to /tmp, from where nothing may be loaded in many a container; without it in the jar, it is
# loaded from beside that. The libraries of other systems go, too.
RUN cd layers/dependencies/lib && mkdir duckdb && cd duckdb && jar xf ../duckdb_jdbc-*.jar \
    && mv libduckdb_java.so_linux_$(dpkg --print-architecture) .. && rm libduckdb_java.so_* \
    && jar cf ../duckdb_jdbc-*.jar . && cd .. && rm -r duckdb


FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Descent" \
      org.opencontainers.image.description="A REST microservice that fits models by gradient descent" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
# From what changes seldom to what changes with every commit; all of it belongs to root, so the service cannot write it.
COPY --from=build /build/layers/dependencies ./
COPY --from=build /build/layers/spring-boot-loader ./
COPY --from=build /build/layers/snapshot-dependencies ./
COPY --from=build /build/layers/application ./

# All options of the JVM. The heap follows the container's memory. Classes, compiled code, threads and malloc come beside
# it: with a full heap and 150 callers at once, 60 % lived in 512 MB and 65 % did not. glibc would keep up to eight arenas
# a core for malloc; with two, and not without, 60 % was enough.
# Not ExitOnOutOfMemoryError: what runs out is the heap, by the arrays of one request, which is answered with 507 and
# leaves them to the collector; an exit would take every other caller's fit with it.
# The vector module gives SIMD to the inner loops; without it they are slower and compute the same.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 --add-modules=jdk.incubator.vector" \
    MALLOC_ARENA_MAX=2

# Where fits are kept, unless SPRING_DATASOURCE_URL names a PostgreSQL.
RUN mkdir /data && chown 10001:10001 /data
ENV DESCENT_DATA_DIR=/data
# A container has a network of its own; whether its port is shared is said when it is run. The log warns without DESCENT_AUTH.
ENV DESCENT_ADDRESS=0.0.0.0
VOLUME /data

# A driver of fits on Spark ends at once where its user has no name.
RUN echo "descent:x:10001:10001:Descent:/app:/usr/sbin/nologin" >> /etc/passwd

# A number, so that Kubernetes' runAsNonRoot can tell that it is not root.
USER 10001:10001
EXPOSE 8080
# There is no curl in the base image, and a JVM would take a second to ask, so bash asks.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${DESCENT_PORT:-8080} && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == 'HTTP/1.1 200'* ]]"]
# No shell in between: SIGTERM must reach the JVM, which then drains for DESCENT_DRAIN.
ENTRYPOINT ["java", "-jar", "descent.jar"]
