import { poolPaths } from "./pool-paths.ts";
import { crashSuite } from "./suite.ts";

crashSuite(poolPaths);
