"""Sentences about units, people, posts and signing in."""

SENTENCES: dict[str, tuple[str, str]] = {
    "unit.kind_unknown": (
        "单位类别“{kind}”不在名录内，请从下拉列表选择。",
        "Unit kind “{kind}” is not known; choose from the list.",
    ),
    "unit.code_taken": (
        "代码 {unit_code} 已有单位使用，请核对。",
        "Code {unit_code} is already used by a unit.",
    ),
    "unit.upper_unknown": ("没有找到所选的上级单位。", "The chosen upper unit was not found."),
    "unit.circle": (
        "“{upper}”在“{unit}”之下，不能反过来作为它的上级。",
        "“{upper}” stands below “{unit}” and cannot become its upper unit.",
    ),
    "unit.has_units_below": (
        "名下还有 {count} 个单位，请先调整或撤销。",
        "{count} units stand below; move or close them first.",
    ),
    "person.login_taken": (
        "登录名“{login}”已被使用，请换一个。",
        "Login name “{login}” is taken; choose another.",
    ),
    "post.kind_unknown": (
        "岗位类别“{kind}”不在名录内，请从下拉列表选择。",
        "Post kind “{kind}” is not known; choose from the list.",
    ),
    "post.secretary_taken": (
        "{unit}已有在任书记，请先办理离任。",
        "{unit} already has a secretary in office; end that post first.",
    ),
    "post.already_held": ("{person}已在{unit}任此职。", "{person} already holds this post in {unit}."),
    "post.administrator_exclusive": (
        "系统、安全、审计三员不能由同一人兼任。",
        "One person cannot hold two of the system, security and audit administrator duties.",
    ),
    "delegation.days_out_of_order": ("委托的结束日期早于开始日期。", "The delegation ends before it begins."),
    "delegation.to_self": ("不能委托给本人。", "A post cannot be delegated to its holder."),
    "sign_in.refused": ("登录名或密码不正确。", "Login name or password is not correct."),
    "sign_in.too_many": (
        "尝试次数过多，请在 {minutes} 分钟后再试。",
        "Too many tries; try again in {minutes} minutes.",
    ),
    "sign_in.guessed": (
        "有人用错误密码登录您的账号 {count} 次（{first} 至 {last}）。如果不是您本人，请修改密码并告诉安全管理员。",
        "Your account was tried {count} times with wrong passwords ({first} to {last}). If it was not you, change your password and tell the security administrator.",
    ),
    "second.wrong_code": (
        "动态码不正确或已经用过，请等手机上换成新的一组再输入；也可以输入一个没有用过的备用码。",
        "The code is wrong or was used already. Wait for the next one on your phone, or type an unused recovery code.",
    ),
    "second.wrong_first": (
        "动态码不正确。请核对手机上“Touyan”一行现在显示的六位数字；手机的时间要准。",
        "The code is wrong. Check the six digits your phone shows now in the line “Touyan”; its clock must be right.",
    ),
    "second.none": ("本账号没有启用手机动态码。", "No authenticator is in use on this account."),
    "second.own_drop": (
        "不能停用自己的动态码，须由另一名安全管理员或安全员办理；换手机请在“我的账号”里重新启用。",
        "Nobody drops the own authenticator; another security administrator or security person does. To change phones, take up the new one under “My account”.",
    ),
    "proof.wrong": (
        "密码或动态码不正确，请重新输入。",
        "The password or code is not correct. Type it again.",
    ),
    "password.too_short": ("密码至少 {least} 位。", "A password has at least {least} characters."),
    "password.too_plain": (
        "密码需同时包含大写字母、小写字母、数字和符号中的三种。",
        "A password mixes at least three of: capitals, small letters, digits, signs.",
    ),
    "password.same_as_login": ("密码不能包含登录名。", "A password must not contain the login name."),
    "password.differs": ("两次输入的密码不一致。", "The two passwords differ."),
    "password.old_wrong": ("原密码不正确。", "The old password is not correct."),
    "password.unchanged": (
        "新密码不能与现在用的（包括首次登录单上的）相同。",
        "The new password must differ from the present one, also from that on the first-login slip.",
    ),
}
