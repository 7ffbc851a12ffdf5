using Guotu.Bpmn.Expressions;

namespace Guotu.Bpmn.Engine;

/// <summary>What may be asked of a running process; <c>docs/workflow-semantics.md</c> says what each does where.</summary>
public abstract record FlowCommand(string Act);

/// <summary>签收/打开: from now on the step before cannot take it back.</summary>
public sealed record OpenTask(int Task) : FlowCommand("签收");

/// <summary>办理: finishes a task with one of its outcomes.</summary>
/// <param name="Variables">Values for later conditions; names with a dot belong to the engine.</param>
public sealed record CompleteTask(int Task, string Outcome, IReadOnlyDictionary<string, FlowValue>? Variables = null) : FlowCommand("办理");

/// <summary>退回.</summary>
/// <param name="Key">Key of one of the task's returns.</param>
public sealed record ReturnTask(int Task, string Key, string Reason) : FlowCommand("退回");

/// <summary>取回: takes back a task that was completed, while nobody opened what followed.</summary>
public sealed record WithdrawTask(int Task) : FlowCommand("取回");

/// <summary>转办.</summary>
/// <param name="Person">Id of the person who takes it over.</param>
public sealed record TransferTask(int Task, string Person, string Reason) : FlowCommand("转办");

/// <summary>A durable step was carried out.</summary>
public sealed record CompleteStep(int Step, IReadOnlyDictionary<string, FlowValue>? Variables = null) : FlowCommand("继续");

/// <summary>A timer is due.</summary>
public sealed record FireTimer(int Timer) : FlowCommand("到期");

/// <summary>挂起.</summary>
public sealed record SuspendProcess(string Reason) : FlowCommand("挂起");

/// <summary>恢复.</summary>
public sealed record ResumeProcess() : FlowCommand("恢复");

/// <summary>撤销: ends the process whatever is open.</summary>
public sealed record CancelProcess(string Reason) : FlowCommand("撤销");
