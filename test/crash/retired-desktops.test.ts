import { retiredPaths } from "./retired-paths.ts";
import { crashSuite, fewAtShortSize } from "./suite.ts";

crashSuite(fewAtShortSize(retiredPaths, /go on/));
