import { historySuite } from "./suite.ts";

historySuite(0, 10);
