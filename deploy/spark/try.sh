#!/usr/bin/env bash
# A master, two workers and the service on this machine, until Ctrl-C; see docs/clusters.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

export SPARK_HOME="$PWD/target/spark" SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1
folder=$(mktemp -d)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
trap 'trap - EXIT; kill $(jobs -p) 2>/dev/null; wait; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

spark() {
  "$java" -Xmx256m --sun-misc-unsafe-memory-access=allow --add-opens=java.base/java.lang=ALL-UNNAMED \
    --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
    -cp "$SPARK_HOME/jars/*" "org.apache.spark.deploy.$@" >>"$folder/spark.log" 2>&1 &
}

spark master.Master --host 127.0.0.1 --port 7077 --webui-port 0
until (exec 3<>/dev/tcp/127.0.0.1/7077) 2>/dev/null; do sleep 0.2; done
for worker in 1 2; do
  spark worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 2g --work-dir "$folder/worker$worker" spark://127.0.0.1:7077
done

printf 'spark.driver.host=127.0.0.1\nspark.driver.bindAddress=127.0.0.1\n' >"$folder/spark.conf"
DESCENT_SPARK_HOME=$SPARK_HOME DESCENT_SPARK_MASTER=spark://127.0.0.1:7077 DESCENT_SPARK_CONF=$folder/spark.conf \
  "$java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -jar target/descent-*.jar &
wait $!
