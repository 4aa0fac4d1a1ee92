import { deskPaths } from "./desk-paths.ts";
import { crashSuite, fewAtShortSize } from "./suite.ts";

crashSuite(fewAtShortSize(deskPaths, / after |two equal|make faster$|rename|middle|place of its own/));
