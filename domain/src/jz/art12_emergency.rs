//! 第十二条 评价机构应当依法制定自然灾害、事故灾难、公共卫生事件、社会安全事件等突发事件应急预案，在场所内配备报警装置和必要的
//! 应急救援设备、设施，定期开展突发事件应急演练。
//!
//! Art. 22(6) cites this article literally; see the register of interpretations.

use crate::provision::provision;

provision!(
    ART12,
    JzInstitutions,
    "jz-institutions/art12",
    12,
    None,
    "评价机构应当依法制定自然灾害、事故灾难、公共卫生事件、社会安全事件等突发事件应急预案,在场所内配备报警装置和必要的应急救援设备、设施,定期开展突发事件应急演练。",
    "An institution shall by law have emergency plans for natural disasters, accidents, public health and public security events, equip its premises with alarms and the necessary rescue equipment and facilities, and hold emergency drills regularly."
);
