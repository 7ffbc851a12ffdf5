using Guotu.Bpmn.Definition;

namespace Guotu.Bpmn.Engine;

/// <summary>What a command brought about, in order. The module turns each into rows, audit and outbox within the same transaction.</summary>
public abstract record FlowEvent;

public sealed record ProcessStarted(string ProcessId, string Version) : FlowEvent;

public sealed record TaskCreated(int Task, string Node, string? Member, Assignment Assignment) : FlowEvent;

public sealed record TaskOpened(int Task, string Node) : FlowEvent;

public sealed record TaskCompleted(int Task, string Node, string Outcome) : FlowEvent;

/// <param name="To">The node where the work goes on: the target, or the split of the parallel block that is begun again.</param>
public sealed record TaskReturned(int Task, string Node, string Key, string To, string Reason) : FlowEvent;

/// <summary>A task was taken back by the one who had completed it (取回); a new task of the same node follows.</summary>
public sealed record TaskWithdrawn(int Task, string Node) : FlowEvent;

/// <summary>A countersigner took back an answer while the countersign was open; the task is open again.</summary>
public sealed record TaskReopened(int Task, string Node) : FlowEvent;

public sealed record TaskTransferred(int Task, string Node, string Person, string Reason) : FlowEvent;

public sealed record TaskCancelled(int Task, string Node, string Reason) : FlowEvent;

/// <summary>The module carries out the step, at least once and idempotently, and answers with <see cref="CompleteStep"/>.</summary>
public sealed record StepRequested(int Step, string Node, string Key) : FlowEvent;

public sealed record StepCompleted(int Step, string Node, string Key) : FlowEvent;

public sealed record StepCancelled(int Step, string Node, string Key) : FlowEvent;

/// <summary>The module works out the instant and sends <see cref="FireTimer"/> when it has come.</summary>
public sealed record TimerScheduled(int Timer, string Node, TimerRule Rule) : FlowEvent;

public sealed record TimerFired(int Timer, string Node) : FlowEvent;

public sealed record TimerCancelled(int Timer, string Node) : FlowEvent;

/// <summary>The file asks the clock ledger for an entry.</summary>
public sealed record ClockRequested(ClockAct Act, string Node) : FlowEvent;

public sealed record ProcessSuspended(string Reason) : FlowEvent;

public sealed record ProcessResumed : FlowEvent;

/// <param name="End">Id of the end that was reached; null when cancelled.</param>
/// <param name="Result">Word of <c>guotu:result</c>.</param>
public sealed record ProcessEnded(InstanceStatus Status, string? End, string? Result) : FlowEvent;

/// <summary>The new state and what happened on the way.</summary>
public sealed record Transition(ProcessInstanceState State, IReadOnlyList<FlowEvent> Events);
