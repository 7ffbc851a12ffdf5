using Guotu.Bpmn.Expressions;

namespace Guotu.Bpmn.Definition;

/// <summary>Who may do a task (办理岗位). The module finds the people.</summary>
/// <param name="Post">Code of the post.</param>
/// <param name="Organisation">Name or code of the section; null for the matter's own.</param>
public sealed record Assignment(string Post, string? Organisation);

/// <summary>A way to finish a task (办理结果).</summary>
public sealed record TaskOutcome(string Key, string Name);

/// <summary>Where a return leads.</summary>
public enum ReturnTarget
{
    /// <summary>退回上一步.</summary>
    Previous,

    /// <summary>退回申请人.</summary>
    Applicant,

    /// <summary>退回指定环节.</summary>
    Task,
}

/// <summary>How the work comes back after a return.</summary>
public enum ReturnResume
{
    /// <summary>逐级重走: the steps between are done again.</summary>
    Again,

    /// <summary>直送: straight back to the step that returned it.</summary>
    Direct,
}

/// <summary>A return that a task allows.</summary>
/// <param name="TaskId">Only for <see cref="ReturnTarget.Task"/>.</param>
public sealed record ReturnRule(string Key, string Name, ReturnTarget Target, string? TaskId, ReturnResume Resume);

/// <summary>What the statutory clock shall do.</summary>
public enum ClockAct
{
    Start,
    Stop,
    Resume,
    End,
}

/// <summary>A clock act that hangs on a task.</summary>
/// <param name="Outcome">On this outcome or return; null: when the task is reached.</param>
public sealed record ClockRule(ClockAct Act, string? Outcome);

/// <summary>The extension elements of a user task (<c>http://guotu.cn/bpmn</c>).</summary>
public sealed record TaskRules
{
    public required Assignment Assignment { get; init; }

    /// <summary>Never empty: without <c>guotu:outcome</c> the one outcome is <c>pass</c>.</summary>
    public required IReadOnlyList<TaskOutcome> Outcomes { get; init; }

    public IReadOnlyList<ReturnRule> Returns { get; init; } = [];

    public IReadOnlyList<ClockRule> Clocks { get; init; } = [];

    /// <summary>Key of the form; null where the matter's own is used.</summary>
    public string? Form { get; init; }

    public bool OpinionRequired { get; init; }

    /// <summary>Stage of the review that must be fresh here (<c>intake</c>, <c>decision</c>, <c>issue</c>); null for none.</summary>
    public string? Review { get; init; }

    /// <summary>The task that waits for the applicant (补正); null elsewhere.</summary>
    public ApplicantRule? Applicant { get; init; }

    /// <summary>Whether the one who finished it may take it back (取回).</summary>
    public bool Withdrawable { get; init; } = true;
}

/// <summary>Marks the task where the applicant's correction is waited for.</summary>
/// <param name="ResumeOn">The outcome after which the work goes straight back to the step that returned it.</param>
public sealed record ApplicantRule(string ResumeOn);

/// <summary>One who countersigns (会签成员).</summary>
public sealed record Member(string Name, Assignment Assignment);

/// <summary>
/// Several people do one task at the same time: 会签 where all must answer, 或签 where the completion condition is met by the first.
/// </summary>
/// <param name="Members">Written in the file; empty where <paramref name="Collection"/> is given.</param>
/// <param name="Collection">Variable with the names of the organisations; null where the members are written.</param>
/// <param name="CompletionCondition">Checked after every answer; null: all must answer.</param>
public sealed record Countersign(IReadOnlyList<Member> Members, string? Collection, Expression? CompletionCondition);
