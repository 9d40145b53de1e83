"""Tables of money: the county's list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.rendering import Lang, RowPattern, link, money

ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}<small>{unit}</small></td><td class="number">{planned:html}</td>'
    '<td class="number">{released:html}</td><td class="number">{paid:html}</td><td class="number">{left:html}</td>{bonus:html}</tr>'
)
BONUS = RowPattern('<td class="number">{planned:html}</td><td class="number">{paid:html}</td>')


def money_list(lang: Lang, *, has_bonuses: bool) -> Listing:
    """Projects with what was planned, released, paid and is left; bonuses paid beside it in columns of their own."""

    def rows(found: list[Any]) -> SafeString:
        return ROW.rows(
            (
                link(f"/funding/{p.key}", p.title),
                p.unit.label,
                money(p.granted_fen, lang),
                money(p.released_fen, lang),
                money(p.paid_sum, lang),
                money(p.left_fen, lang),
                BONUS.rows([(money(p.bonus_sum, lang), money(p.bonus_paid, lang))])
                if has_bonuses
                else SafeString(""),
            )
            for p in found
        )

    return Listing(
        caption=_("项目资金"),
        columns=(
            Column(_("项目"), "number"),
            Column(_("核定"), "granted_fen", number=True),
            Column(_("已释放"), "released_fen", number=True),
            Column(_("已付"), "paid_sum", number=True),
            Column(_("未付"), "left_fen", number=True),
            *(
                (
                    Column(_("奖金"), "bonus_sum", number=True),
                    Column(_("已付奖金"), "bonus_paid", number=True),
                )
                if has_bonuses
                else ()
            ),
        ),
        rows=rows,
        filters=(
            Filter(
                "q",
                _("项目或单位"),
                lambda found, value: found.filter(Q(title__icontains=value) | Q(unit__name__icontains=value)),
            ),
        ),
        order="number",
        empty_title=_("还没有带经费的项目"),
        empty_text=_("项目立项时写明经费，启动后在这里分期拨付。"),
    )
