//! 第十七条 质量投诉举报工作结束后，应将相关材料进行存档，并根据《广东省职业技能鉴定质量通报制度》将有关情况适时
//! 进行通报。

use crate::provision::provision;

provision!(
    ART17,
    GdComplaints,
    "gd-complaints/art17",
    17,
    None,
    "质量投诉举报工作结束后，应将相关材料进行存档，并根据《广东省职业技能鉴定质量通报制度》将有关情况适时进行通报。",
    "When the work on a quality complaint is finished, the materials shall be archived, and the matter circulated in due time under the province's rules on quality circulars."
);
