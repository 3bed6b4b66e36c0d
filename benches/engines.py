"""What `engines.sh` asks of Spark: a file of drafts piped through starcoach, a process for each partition."""

import re
import sys
import time

from pyspark.sql import SparkSession

source, broken, command, target = sys.argv[1:]
spark = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").getOrCreate()
sc = spark.sparkContext
sc.setLogLevel("OFF")

began = time.perf_counter()
piped = sc.textFile(source).pipe(command)
with open(target, "w", encoding="utf-8") as reviews:
    for line in piped.toLocalIterator(prefetchPartitions=True):
        reviews.write(line + "\n")
wall = time.perf_counter() - began
print(f"- PySpark `pipe`, {piped.getNumPartitions()} partitions: {wall:.1f} s, without the start of Spark")


def told(what, pipe):
    """Whether Spark takes the exit code 1 of a stream with a bad line for a failure of the task."""
    try:
        print(f"- {what}: a bad line fails nothing, {len(pipe().collect())} reviews")
    except Exception as error:
        why = re.search(r"exited with[^.\n]*", str(error))
        print(f"- {what}: a bad line fails the task ({why[0] if why else str(error)[:200]})")


forgiving = ["sh", "-c", f"{command} || [ $? = 1 ]"]
told("PySpark `pipe(command)`", lambda: sc.textFile(broken).pipe(command))
told("PySpark `pipe(command, checkCode=True)`", lambda: sc.textFile(broken).pipe(command, checkCode=True))
told("Scala and Java `pipe(command)`", lambda: sc._jsc.textFile(broken).pipe(command))
told("Scala and Java `pipe([sh, -c, command || [ $? = 1 ]])`", lambda: sc._jsc.textFile(broken).pipe(forgiving))
