// What an identity policy calls each operation of the service.

const pool = "workspace:desktopPools";
const desktop = "workspace:desktops";
const volume = "workspace:volumes";

/** By the name of the operation. A call that is not listed here needs no permission of its own. */
export const actions: Readonly<Record<string, string>> = {
  CreateDesktopPool: `${pool}:create`,
  ListDesktopPools: `${pool}:list`,
  ShowDesktopPoolDetail: `${pool}:get`,
  UpdateDesktopPool: `${pool}:update`,
  DeleteDesktopPool: `${pool}:delete`,
  ExpandDesktopPool: `${pool}:expand`,
  ResizeDesktopPool: `${pool}:resize`,
  RebuildDesktopPool: `${pool}:rebuild`,
  ExecuteDesktopPoolAction: `${pool}:operate`,
  SendDesktopPoolNotifications: `${pool}:sendNotifications`,
  ShowDesktopDetail: `${desktop}:get`,
  SendNotifications: `${desktop}:sendNotifications`,
  ListDesktopPoolAuthorizedObjects: `${pool}:listUsers`,
  CreateDesktopPoolAuthorizedObjects: `${pool}:authorizeUsers`,
  AddDesktopPoolVolumes: `${pool}:batchAddVolumes`,
  DeleteDesktopPoolVolumes: `${pool}:batchDeleteVolumes`,
  ExpandDesktopPoolVolumes: `${pool}:batchExpandVolumes`,
  ListPoolDesktopsDetail: `${pool}:listDesktops`,
  ListInconsistentStatics: `${pool}:getStatisticsByInconsistent`,
  CreateDesktopPoolChangeOrder: "workspace:orders:change",
  EstimateDesktopPoolAddVolume: "workspace:orders:batchInquiry",
  EstimateDesktopPoolExtendVolume: "workspace:orders:batchInquiry",
  EstimateDesktopPoolResize: "workspace:orders:batchInquiry",
  EstimateDesktopPoolChangeImage: "workspace:orders:batchInquiry",
  ListDesktops: `${desktop}:list`,
  // No page that was read names this one.
  ListDesktopsDetail: `${desktop}:listDetail`,
  BatchDeleteDesktops: `${desktop}:batchDelete`,
  AddDesktopVolumes: `${volume}:add`,
  AddVolumes: `${volume}:batchAdd`,
  ExpandVolumes: `${volume}:batchExpand`,
  DeleteDesktopVolumes: `${volume}:delete`,
  BatchModifyQosVolumes: `${volume}:modifyQos`,
  ListVolumeProductInfo: "workspace:products:listVolumeProducts",
  ShowQuotas: "workspace:quotas:get",
  ListItaSubJobs: "workspace:jobs:listSubJobs",
  ShowJob: "workspace:jobs:get",
  /** Asked for by whoever takes an agency's place, for a token or for keys. */
  AssumeAgency: "iam:agencies:assume",
};
