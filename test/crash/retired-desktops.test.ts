import { retiredPaths } from "./retired-paths.ts";
import { crashSuite } from "./suite.ts";

crashSuite(retiredPaths);
