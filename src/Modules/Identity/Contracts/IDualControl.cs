using System.ComponentModel.DataAnnotations;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Contracts;

/// <summary>
/// 双人复核: requests for controlled acts, for the pages and the command line. Every call checks the caller's right by the kind; each step is
/// recorded in the transaction that does it.
/// </summary>
public interface IDualControl
{
    /// <summary>Hours after which a request that nobody decided is over.</summary>
    const int GoodForHours = 72;

    /// <summary>Kinds that the caller may ask for or confirm, in order of their codes.</summary>
    IReadOnlyList<ControlKindView> KindsOf(Caller caller);

    /// <summary>Requests of the kinds that the caller may ask for or confirm, newest first.</summary>
    Task<Page<ControlRequestView>> ListAsync(Caller caller, ControlFilter filter, PageRequest page, CancellationToken ct);

    Task<Result<ControlRequestView>> FindAsync(Caller caller, long requestId, CancellationToken ct);

    Task<Result<ControlRequestView>> AskAsync(CommandContext context, Caller caller, ControlAsked asked, CancellationToken ct);

    /// <summary>
    /// Confirms and executes. Where the act goes beyond rows and was cut off after its approval, the same call carries on.
    /// </summary>
    Task<Result<ControlRequestView>> ApproveAsync(CommandContext context, Caller caller, ControlDecision decision, CancellationToken ct);

    Task<Result<ControlRequestView>> RejectAsync(CommandContext context, Caller caller, ControlDecision decision, CancellationToken ct);

    /// <summary>Takes the own request back.</summary>
    Task<Result<ControlRequestView>> WithdrawAsync(CommandContext context, Caller caller, long requestId, CancellationToken ct);
}

/// <summary>Which requests are listed.</summary>
public enum ControlFilter
{
    /// <summary>Those that wait for a decision.</summary>
    Open,

    All,
}

/// <summary>A request to be made.</summary>
/// <param name="Kind">Code of the kind.</param>
/// <param name="Parameters">What the kind asks for.</param>
/// <param name="Reason">4 to 500 characters.</param>
public sealed record ControlAsked(string Kind, IReadOnlyDictionary<string, string> Parameters, string Reason);

/// <summary>A decision.</summary>
/// <param name="RequestId">On which request.</param>
/// <param name="Text">Words of the person who decides; needed to reject.</param>
public sealed record ControlDecision(long RequestId, string Text);

/// <summary>A kind as the caller may use it.</summary>
/// <param name="Code">Code.</param>
/// <param name="Title">Chinese name.</param>
/// <param name="MayAsk">Whether the caller may ask for it.</param>
/// <param name="MayConfirm">Whether the caller may confirm it.</param>
public sealed record ControlKindView(string Code, string Title, bool MayAsk, bool MayConfirm);

/// <summary>A request as those concerned see it (双人复核申请).</summary>
public sealed record ControlRequestView
{
    public required long RequestId { get; init; }

    public required string Kind { get; init; }

    public required string KindTitle { get; init; }

    public required string Subject { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>SM3 of the recorded parameters, 64 hexadecimal digits.</summary>
    public required string ParametersDigest { get; init; }

    public required string Reason { get; init; }

    public required string AskedBy { get; init; }

    public required Instant AskedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    [AllowedValues(ControlStates.Open, ControlStates.Approved, ControlStates.Done, ControlStates.Rejected, ControlStates.Withdrawn, ControlStates.Expired, ControlStates.Damaged)]
    public required string State { get; init; }

    public required string? DecidedBy { get; init; }

    public required Instant? DecidedAt { get; init; }

    public required string? Decision { get; init; }

    /// <summary>Whether the caller may confirm or reject it now.</summary>
    public required bool MayDecide { get; init; }

    /// <summary>Whether the caller may take it back now.</summary>
    public required bool MayWithdraw { get; init; }
}

/// <summary>States of a request as they are shown.</summary>
public static class ControlStates
{
    public const string Open = "open";

    /// <summary>Confirmed; the act was cut off and is to be carried on.</summary>
    public const string Approved = "approved";

    public const string Done = "done";
    public const string Rejected = "rejected";
    public const string Withdrawn = "withdrawn";
    public const string Expired = "expired";

    /// <summary>Changed behind the application's back: its MAC does not hold, and nothing of it is shown or executed.</summary>
    public const string Damaged = "damaged";
}
