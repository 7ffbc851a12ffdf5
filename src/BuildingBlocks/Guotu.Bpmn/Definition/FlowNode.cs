using Guotu.Bpmn.Expressions;

namespace Guotu.Bpmn.Definition;

/// <summary>A node of the process graph (节点).</summary>
/// <param name="Id">The id in the XML; it names the node in tokens, tasks and events.</param>
/// <param name="Name">What staff read.</param>
/// <param name="Line">Line of the element in the file, from 1.</param>
public abstract record FlowNode(string Id, string Name, int Line)
{
    /// <summary>Whether a token rests here until something from outside happens.</summary>
    public virtual bool Waits => false;
}

/// <summary>开始.</summary>
public sealed record StartNode(string Id, string Name, int Line) : FlowNode(Id, Name, Line);

/// <summary>结束. A terminating end ends the whole process whatever else is open.</summary>
/// <param name="Result">Word from <c>guotu:result</c> that the module maps to a state; null where none is given.</param>
public sealed record EndNode(string Id, string Name, int Line, bool Terminates, string? Result) : FlowNode(Id, Name, Line);

/// <summary>人工任务.</summary>
public sealed record UserTaskNode(string Id, string Name, int Line, TaskRules Rules, Countersign? Countersign) : FlowNode(Id, Name, Line)
{
    public override bool Waits => true;
}

/// <summary>A durable step (后续步骤) that the module carries out and reports.</summary>
/// <param name="Step">Key from <c>guotu:step</c>.</param>
public sealed record ServiceTaskNode(string Id, string Name, int Line, string Step) : FlowNode(Id, Name, Line)
{
    public override bool Waits => true;
}

/// <summary>排他网关: exactly one way on, by condition in file order, else the default.</summary>
public sealed record ExclusiveNode(string Id, string Name, int Line, string? DefaultFlow) : FlowNode(Id, Name, Line);

/// <summary>并行网关: either a split or a join.</summary>
public sealed record ParallelNode(string Id, string Name, int Line) : FlowNode(Id, Name, Line);

/// <summary>An intermediate timer (等待).</summary>
public sealed record TimerNode(string Id, string Name, int Line, TimerRule Timer) : FlowNode(Id, Name, Line)
{
    public override bool Waits => true;
}

/// <summary>A timer on the border of a user task (到期).</summary>
/// <param name="Host">The user task it sits on.</param>
/// <param name="Interrupts">Whether it takes the task away; else it only starts a side path with its own end.</param>
public sealed record BoundaryTimerNode(string Id, string Name, int Line, TimerRule Timer, string Host, bool Interrupts) : FlowNode(Id, Name, Line);

/// <summary>顺序流.</summary>
/// <param name="Condition">Only on flows out of an exclusive gateway.</param>
public sealed record SequenceFlow(string Id, string From, string To, Expression? Condition, int Line);

/// <summary>What a timer counts.</summary>
public enum TimerKind
{
    /// <summary>An ISO 8601 instant.</summary>
    Date,

    /// <summary>An ISO 8601 duration from the moment the timer is set.</summary>
    Duration,

    /// <summary>A deadline of the statutory clock ledger: <c>promised</c> or <c>statutory</c>. The ledger is the truth.</summary>
    Ledger,
}

/// <summary>When a timer is due; the module works out the instant and sends <c>FireTimer</c>.</summary>
public sealed record TimerRule(TimerKind Kind, string Value);
