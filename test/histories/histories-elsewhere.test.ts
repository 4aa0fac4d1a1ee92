import { historySuite } from "./suite.ts";

historySuite(10, 20);
