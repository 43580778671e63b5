//! The sentences of Art. 9 and 10 that an answer cites.

use crate::provision::provision;

provision!(
    ART9,
    GdComplaints,
    "gd-complaints/art9",
    9,
    None,
    "质量投诉举报符合下列条件的，应予受理：",
    "A quality complaint that fulfils the following conditions shall be accepted:"
);
provision!(
    ART9_1,
    GdComplaints,
    "gd-complaints/art9/1",
    9,
    Some(1),
    "有明确的投诉举报对象和违规行为；",
    "It has a definite accused party and a definite violation;"
);
provision!(
    ART9_2,
    GdComplaints,
    "gd-complaints/art9/2",
    9,
    Some(2),
    "属于职能和管辖范围内。",
    "It lies within function and jurisdiction."
);
provision!(
    ART10,
    GdComplaints,
    "gd-complaints/art10",
    10,
    None,
    "投诉举报具有下列情形之一的，不予受理：",
    "A complaint or report shall not be accepted in any of the following cases:"
);
provision!(
    ART10_1,
    GdComplaints,
    "gd-complaints/art10/1",
    10,
    Some(1),
    "不属于职能和管辖范围内的；",
    "It does not lie within function and jurisdiction;"
);
provision!(
    ART10_2,
    GdComplaints,
    "gd-complaints/art10/2",
    10,
    Some(2),
    "没有明确的投诉举报对象和违规行为，或缺乏事实依据的；",
    "There is no definite accused party, or no definite violation, or no factual basis;"
);
provision!(
    ART10_3,
    GdComplaints,
    "gd-complaints/art10/3",
    10,
    Some(3),
    "质量投诉举报已经正式受理，提出人在办结期限内重复提出的；",
    "The complaint has already been formally accepted and the complainant repeats it within the time limit for concluding it;"
);
provision!(
    ART10_4,
    GdComplaints,
    "gd-complaints/art10/4",
    10,
    Some(4),
    "质量投诉举报已经办理终结，提出人重复提出的；",
    "The complaint has already been concluded and the complainant repeats it;"
);
provision!(
    ART10_5,
    GdComplaints,
    "gd-complaints/art10/5",
    10,
    Some(5),
    "属于鉴定正常业务范围，提出人未按正常流程办理，直接进行质量投诉举报的；",
    "It belongs to the normal business of appraisal and the complainant, without following the normal procedure, complains directly;"
);
provision!(
    ART10_6,
    GdComplaints,
    "gd-complaints/art10/6",
    10,
    Some(6),
    "质量投诉举报提出时间距事件发生超过1年的。",
    "It is put forward more than one year after the event."
);
