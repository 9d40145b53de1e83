"""Three other counties in a few lines each: the same words say quite different rules (domain.md 2.3 to 2.5)."""

_HEAD = """
language: 1
id: small-scheme
place: "360521000000"
year: 2026
label: {zh: 小方案}
owner: {body: group, office: office, role: office}
bodies:
  group: {label: {zh: 领导小组}}
  office: {label: {zh: 办公室}}
  department: {label: {zh: 组织部}}
roles:
  drafter: {label: {zh: 经办人}, of: own, posts: [drafter]}
  secretary: {label: {zh: 书记}, of: own, posts: [secretary]}
  vetter: {label: {zh: 审核人}, of: body, named: department, posts: [vetter]}
  office: {label: {zh: 专项办}, of: body, named: office, posts: [clerk, head]}
forms:
  paper:
    label: {zh: 申报表}
    minutes: 10
    sections:
      only:
        label: {zh: 内容}
        fields:
          title: {label: {zh: 名称}, type: text, required: true}
          money: {label: {zh: 经费}, type: budget}
          targets: {label: {zh: 目标}, type: indicators, required: true}
"""

# FY-11, FY-12: a committee applies, the organisation department vets, passing is approval; one to three each
REQUIRED_AND_ELECTIVE = (
    _HEAD
    + """
stages:
  - kind: application
    form: paper
    drafter: drafter
    leader: secretary
    applies_to: {unit_kinds: [party_committee]}
    quota: [{per: leader, min: 1, max: 3}]
  - kind: vetting
    levels: {department: {label: {zh: 组织部审核}, role: vetter}}
    rework: {max_rounds: 1, workdays: 10}
"""
)

# JS-08, JS-20, JS-50: nobody applies; an issued list, weekly reports, lights, consequences
CAMPAIGN = (
    _HEAD
    + """
stages:
  - {kind: task_list, role: office, leader: secretary, starts_on: 2026-02-02, finish_by: 2026-12-15}
  - kind: progress
    task_role: drafter
    accepted_by: office
    reports:
      weekly:
        label: {zh: 工作周报}
        style: report
        form: paper
        role: drafter
        cadence: {every: week, due: {last_workday_of: week, time: "17:00"}, skip_if_no_workday: true}
    lights:
      levels:
        - {light: red, any: [{overdue_over: 0}]}
        - {light: blue, any: [{due_within: 3}]}
  - kind: supervision
    role: office
    problems: {finder: office, rectifier: drafter, verifier: vetter}
    escalation: [{do: supervision_notice, after_workdays: 1}]
    circular: {every: half_month, due: {day: 12, roll: next}}
  - kind: assessment
    enters: drafter
    scorer: office
    confirmer: vetter
    parts:
      - {id: all, label: {zh: 任务完成}, view: result, weight: 100, indicators: [{id: tasks, label: {zh: 任务}, points: 100, measure: tasks_accepted}]}
    grades: [{name: good, label: {zh: 优秀}, from: 85}, {name: rest, label: {zh: 一般}, from: 0}]
    consequences: [{grade: good, propose: [commend]}, {grade: rest, propose: [interview]}]
"""
)

# SB-11, SB-20: exactly one key project, up to three general ones; five conditions before the start
CATALOGUE = (
    _HEAD
    + """
taxonomies:
  size: {label: {zh: 规模}, options: {key: {zh: 重点项目}, general: {zh: 一般项目}, micro: {zh: 微项目}}}
groups:
  east: {label: {zh: 东片}, of: {places: ["360521001"]}}
stages:
  - kind: application
    form: paper
    drafter: drafter
    leader: secretary
    leader_only: false
    applies_to: {unit_kinds: [branch], groups: [east]}
    quota:
      - {per: unit, min: 1, max: 1, applies_to: {sizes: [key]}}
      - {per: unit, min: 0, max: 3, applies_to: {sizes: [general]}}
  - kind: plan
    role: drafter
    leader: secretary
    direction: forward
    start_gate: [linked_leader_named, responsible_person_named, budget_set, team_named, assessment_set]
  - kind: progress
    task_role: drafter
    accepted_by: office
    reports:
      monthly: {label: {zh: 一句话}, style: line, role: drafter, cadence: {every: month, due: {day: 5, roll: next}}}
    lights: {levels: [{light: red, any: [{overdue_over: 0}]}]}
  - kind: assessment
    enters: drafter
    scorer: office
    confirmer: vetter
    parts:
      - {id: all, label: {zh: 目标}, view: result, weight: 100, indicators: [{id: targets, label: {zh: 目标}, points: 100, measure: indicator_completion}]}
    grades: [{name: good, label: {zh: 优秀}, from: 85}, {name: rest, label: {zh: 一般}, from: 0}]
"""
)

SMALL = {"required and elective": REQUIRED_AND_ELECTIVE, "campaign": CAMPAIGN, "catalogue": CATALOGUE}
