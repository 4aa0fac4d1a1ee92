import { setPaths } from "./paths.ts";
import { crashSuite } from "./suite.ts";

crashSuite(setPaths);
