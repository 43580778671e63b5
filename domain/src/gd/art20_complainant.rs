//! 第二十条 投诉举报提出人歪曲、捏造事实诬告、陷害他人，损害他人合法权益；在投诉举报接待场所故意损坏公共设施、公
//! 私财物，破坏工作秩序；侮辱、谩骂、殴打、威胁鉴定工作人员，经劝阻和教育无效的，依法移交有关部门进行处理。

use crate::provision::provision;

provision!(
    ART20,
    GdComplaints,
    "gd-complaints/art20",
    20,
    None,
    "投诉举报提出人歪曲、捏造事实诬告、陷害他人，损害他人合法权益；在投诉举报接待场所故意损坏公共设施、公私财物，破坏工作秩序；侮辱、谩骂、殴打、威胁鉴定工作人员，经劝阻和教育无效的，依法移交有关部门进行处理。",
    "A complainant who distorts or fabricates facts to accuse or frame others falsely and so harms their lawful rights; who wilfully damages public facilities or property where complaints are received and disrupts work; who insults, abuses, beats or threatens appraisal staff, and whom admonition and education did not stop, shall be referred to the competent authorities according to law."
);
