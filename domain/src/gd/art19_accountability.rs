//! 第十九条 鉴定指导部门及其工作人员违反本管理办法第九条、第十五条规定，未履行工作职责，须责令改正，造成严重后果
//! 的，应对相关责任人员按有关规定进行处理。

use crate::provision::provision;

provision!(
    ART19,
    GdComplaints,
    "gd-complaints/art19",
    19,
    None,
    "鉴定指导部门及其工作人员违反本管理办法第九条、第十五条规定，未履行工作职责，须责令改正，造成严重后果的，应对相关责任人员按有关规定进行处理。",
    "Where a guidance center or its staff, contrary to Articles 9 and 15, do not fulfil their duties, they shall be ordered to correct this; where the consequences are serious, those responsible shall be dealt with under the relevant rules."
);
