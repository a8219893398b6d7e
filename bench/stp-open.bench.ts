// Opening a message of each protocol, beside the bare calls of node:crypto (lib/stp-raw.ts says which).
import { runBenchmark } from "./lib/benchmark";
import { stpFigures, stpGrowth } from "./lib/stp-rows";

runBenchmark({ name: "stp-open", figures: (effort) => stpFigures("open", effort), growth: (effort) => stpGrowth("open", effort) });
