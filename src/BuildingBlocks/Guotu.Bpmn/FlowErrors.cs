using Guotu.Kernel.Results;

namespace Guotu.Bpmn;

/// <summary>Errors of process files and of running processes (流程).</summary>
public static class FlowErrors
{
    /// <summary>The file is not well-formed XML, or holds a DTD.</summary>
    public static readonly ErrorCode NotReadable = new("FLOW-0001");

    /// <summary>An element of BPMN, or of our namespace, that this engine does not run.</summary>
    public static readonly ErrorCode ElementNotSupported = new("FLOW-0002");

    /// <summary>Someone else holds the task (已签收).</summary>
    public static readonly ErrorCode ClaimedByOther = new("FLOW-0003");

    /// <summary>An attribute is missing, is written twice or names nothing.</summary>
    public static readonly ErrorCode AttributeWrong = new("FLOW-0004");

    /// <summary>The file is larger than a process can be.</summary>
    public static readonly ErrorCode FileTooLarge = new("FLOW-0005");

    /// <summary>Nothing leads from the start to this node.</summary>
    public static readonly ErrorCode Unreachable = new("FLOW-0006");

    /// <summary>Nothing leads from this node to an end.</summary>
    public static readonly ErrorCode NoWayToEnd = new("FLOW-0007");

    /// <summary>An exclusive gateway whose conditions may all fail.</summary>
    public static readonly ErrorCode DefaultMissing = new("FLOW-0008");

    /// <summary>A parallel split whose branches do not all meet in one join.</summary>
    public static readonly ErrorCode SplitNotJoined = new("FLOW-0009");

    /// <summary>A parallel join that would wait for a branch that never comes.</summary>
    public static readonly ErrorCode JoinDeadlocks = new("FLOW-0010");

    /// <summary>Parallel branches that run into each other outside of a join.</summary>
    public static readonly ErrorCode BranchesCross = new("FLOW-0011");

    /// <summary>A user task that names no post.</summary>
    public static readonly ErrorCode AssignmentMissing = new("FLOW-0012");

    /// <summary>A user task that names a post which the office does not have.</summary>
    public static readonly ErrorCode PostUnknown = new("FLOW-0013");

    /// <summary>A condition that cannot be read.</summary>
    public static readonly ErrorCode ExpressionWrong = new("FLOW-0014");

    /// <summary>A condition that uses a value which is not there.</summary>
    public static readonly ErrorCode ValueMissing = new("FLOW-0015");

    /// <summary>A loop without a task or a wait: it would never stop.</summary>
    public static readonly ErrorCode EndlessLoop = new("FLOW-0016");

    /// <summary>Not exactly one process, or not exactly one start.</summary>
    public static readonly ErrorCode NotExactlyOne = new("FLOW-0017");

    /// <summary>More or fewer flows than the node allows.</summary>
    public static readonly ErrorCode FlowsWrong = new("FLOW-0018");

    /// <summary>A return that leads to no user task of this process.</summary>
    public static readonly ErrorCode ReturnTargetWrong = new("FLOW-0019");

    /// <summary>The step does not know this outcome.</summary>
    public static readonly ErrorCode OutcomeUnknown = new("FLOW-0020");

    /// <summary>The task is done, withdrawn or was never there.</summary>
    public static readonly ErrorCode TaskNotOpen = new("FLOW-0021");

    /// <summary>The process is suspended (挂起).</summary>
    public static readonly ErrorCode Suspended = new("FLOW-0022");

    /// <summary>The process has ended.</summary>
    public static readonly ErrorCode Ended = new("FLOW-0023");

    /// <summary>The instance belongs to another version of the process.</summary>
    public static readonly ErrorCode OtherVersion = new("FLOW-0024");

    /// <summary>There is no step before this one.</summary>
    public static readonly ErrorCode NoPreviousTask = new("FLOW-0025");

    /// <summary>The step does not allow this return.</summary>
    public static readonly ErrorCode ReturnNotAllowed = new("FLOW-0026");

    /// <summary>The operation needs its reason.</summary>
    public static readonly ErrorCode ReasonMissing = new("FLOW-0027");

    /// <summary>The next step was opened already, so it cannot be taken back (取回).</summary>
    public static readonly ErrorCode OpenedMeanwhile = new("FLOW-0028");

    /// <summary>What followed cannot be undone.</summary>
    public static readonly ErrorCode CannotTakeBack = new("FLOW-0029");

    /// <summary>A transfer to the one who holds it already.</summary>
    public static readonly ErrorCode TransferToSelf = new("FLOW-0030");

    /// <summary>No step or timer of this number is waiting.</summary>
    public static readonly ErrorCode NotWaiting = new("FLOW-0031");

    /// <summary>The process is not suspended.</summary>
    public static readonly ErrorCode NotSuspended = new("FLOW-0032");

    /// <summary>A countersign without members (会签名单为空).</summary>
    public static readonly ErrorCode NoMembers = new("FLOW-0033");

    /// <summary>A condition compares things of different kinds.</summary>
    public static readonly ErrorCode KindsDiffer = new("FLOW-0034");
}
