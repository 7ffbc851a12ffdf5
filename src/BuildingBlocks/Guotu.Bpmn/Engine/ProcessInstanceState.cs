using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Expressions;

namespace Guotu.Bpmn.Engine;

/// <summary>Where an instance stands as a whole.</summary>
public enum InstanceStatus
{
    Running,

    /// <summary>挂起: people and timers wait; facts (a step that was carried out) are still taken in.</summary>
    Suspended,

    /// <summary>办结.</summary>
    Completed,

    /// <summary>撤销.</summary>
    Cancelled,
}

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    Open,
    Completed,

    /// <summary>Finished by a return (退回).</summary>
    Returned,
    Cancelled,
}

/// <summary>One parallel branch that a token is in.</summary>
/// <param name="Fork">Number of the fork.</param>
/// <param name="Flow">The flow that begins the branch.</param>
public sealed record TokenBranch(int Fork, string Flow);

/// <summary>A token (令牌): one place where the process stands.</summary>
/// <param name="Branches">Parallel branches around it, outermost first.</param>
/// <param name="Trail">User tasks done on the way here, without loops; the last is 上一步.</param>
/// <param name="Cause">The task whose completion brought it here; 0 for none.</param>
/// <param name="ResumeAt">The node that a direct return leads back to; null for none.</param>
public sealed record Token(int Number, string Node, IReadOnlyList<TokenBranch> Branches, IReadOnlyList<string> Trail, int Cause, string? ResumeAt);

/// <summary>A user task of an instance (待办).</summary>
/// <param name="Member">Name of the countersigner; null where the task is one person's.</param>
/// <param name="Person">The one it was transferred to (转办); null while it belongs to the post.</param>
/// <param name="Opened">Whether someone opened it (签收): then it cannot be taken back.</param>
public sealed record TaskItem(
    int Number, int Token, string Node, string? Member, Assignment Assignment, TaskState State, string? Outcome, string? Person, bool Opened);

/// <summary>A durable step that was asked for and has not been reported.</summary>
public sealed record StepItem(int Number, int Token, string Node, string Step);

/// <summary>A timer that is set.</summary>
public sealed record TimerItem(int Number, int Token, string Node);

/// <summary>A parallel split that a token passed.</summary>
public sealed record ForkItem(int Number, string Node, IReadOnlyList<TokenBranch> Branches, int Width);

/// <summary>What is kept of a completed task so that it can be taken back (取回).</summary>
/// <param name="Before">The token as it rested on the task.</param>
/// <param name="Moved">How many tokens the completion left behind.</param>
/// <param name="Final">Whether something followed that cannot be undone.</param>
public sealed record Completion(int Task, Token Before, int Moved, bool Final);

/// <summary>
/// Everything that is known about a running process (流程实例). It is a value: a module keeps it in the caller's transaction, as one
/// document (<see cref="StateJson"/>) beside rows for what is searched for. Numbers come from one counter of the instance.
/// </summary>
public sealed record ProcessInstanceState
{
    public required string ProcessId { get; init; }

    /// <summary>The version it was started with and keeps.</summary>
    public required string Version { get; init; }

    public InstanceStatus Status { get; init; }

    /// <summary>The word of the end that was reached; null before, or where the end has none.</summary>
    public string? Result { get; init; }

    public int LastNumber { get; init; }

    public IReadOnlyList<Token> Tokens { get; init; } = [];

    public IReadOnlyList<TaskItem> Tasks { get; init; } = [];

    public IReadOnlyList<StepItem> Steps { get; init; } = [];

    public IReadOnlyList<TimerItem> Timers { get; init; } = [];

    public IReadOnlyList<ForkItem> Forks { get; init; } = [];

    public IReadOnlyList<Completion> Completions { get; init; } = [];

    public IReadOnlyDictionary<string, FlowValue> Variables { get; init; } = new Dictionary<string, FlowValue>();

    public bool HasEnded => Status is InstanceStatus.Completed or InstanceStatus.Cancelled;

    public IEnumerable<TaskItem> OpenTasks => Tasks.Where(t => t.State == TaskState.Open);

    public TaskItem? Task(int number) => Tasks.FirstOrDefault(t => t.Number == number);
}
