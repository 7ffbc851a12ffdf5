using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>
/// An act that no one does alone (双人复核的操作): one person asks for it, a second one with the right confirms, and it then runs with exactly the
/// recorded parameters. A module that has such an act registers an <see cref="IControlledChange"/> or an <see cref="IControlledDeed"/>; the direct
/// way to the act is refused with <see cref="ControlErrors.SecondPersonNeeded"/>.
/// </summary>
public interface IControlledAct
{
    ControlledKind Kind { get; }

    /// <summary>
    /// Checks what is asked by the rules of the act itself, so that nothing is asked for that would be refused, and answers what the second person
    /// reads. Changes nothing.
    /// </summary>
    Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct);
}

/// <summary>A controlled act of rows only: it runs in the transaction of its approval, so that both happen or neither.</summary>
public interface IControlledChange : IControlledAct
{
    /// <summary>Checks again and acts. The acting person of <paramref name="work"/> is the one who approves.</summary>
    Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct);
}

/// <summary>
/// A controlled act beyond rows (files, keys): it runs after the approval is stored, and is run again where it was cut off. It must find by its
/// parameters whether it was done already.
/// </summary>
public interface IControlledDeed : IControlledAct
{
    Task<Result<ControlledEffect>> ExecuteAsync(CommandContext context, ControlledOrder order, CancellationToken ct);
}

/// <summary>A kind of controlled act.</summary>
/// <param name="Code">Such as <c>grant.administrator</c>; stored.</param>
/// <param name="Title">Chinese name.</param>
/// <param name="AskedBy">Permission of who asks.</param>
/// <param name="ConfirmedBy">Permissions of which one lets a person confirm.</param>
public sealed record ControlledKind(string Code, string Title, string AskedBy, IReadOnlyList<string> ConfirmedBy)
{
    /// <summary>Characters that one parameter may have.</summary>
    public int LongestParameter { get; init; } = 500;
}

/// <summary>What is asked for, checked.</summary>
/// <param name="Subject">On what, at most 200 characters.</param>
/// <param name="Summary">One Chinese sentence for the person who confirms.</param>
/// <param name="Parameters">All parameters as they will be executed.</param>
public sealed record ControlledMatter(string Subject, string Summary, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Account that the act is about: its holder never confirms, and asks only where <see cref="PersonMayAsk"/>. Null where it is about none.</summary>
    public long? PersonId { get; init; }

    /// <summary>Whether the holder may ask: for what adds to the own account and takes nothing away.</summary>
    public bool PersonMayAsk { get; init; }
}

/// <summary>An approved request.</summary>
/// <param name="RequestId">Its number.</param>
/// <param name="AskedBy">Account of who asked.</param>
/// <param name="AskedName">Name of who asked.</param>
/// <param name="Parameters">As recorded.</param>
public sealed record ControlledOrder(long RequestId, long AskedBy, string AskedName, IReadOnlyDictionary<string, string> Parameters);

/// <summary>State before and after, as canonical JSON without secrets; both go into the audit record with their digests.</summary>
public sealed record ControlledEffect(string Before, string After);

/// <summary>Errors of dual control that modules with controlled acts answer.</summary>
public static class ControlErrors
{
    /// <summary>The act is not done by one person alone.</summary>
    public static readonly ErrorCode SecondPersonNeeded = new("CTL-0001");

    /// <summary>This person may not be the second one.</summary>
    public static readonly ErrorCode NotTheSecondPerson = new("CTL-0002");

    /// <summary>The request was decided, withdrawn, or its time is over.</summary>
    public static readonly ErrorCode RequestClosed = new("CTL-0003");

    /// <summary>Who asked has lost the right to ask.</summary>
    public static readonly ErrorCode AskerLostRight = new("CTL-0004");

    /// <summary>What the request was made against has changed since.</summary>
    public static readonly ErrorCode RequestOutdated = new("CTL-0012");

    /// <summary>Only who asked takes a request back.</summary>
    public static readonly ErrorCode NotTheAsker = new("CTL-0005");

    /// <summary>The refusal of the direct way to a controlled act.</summary>
    public static Error NeedsSecondPerson(ControlledKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new Error(SecondPersonNeeded, ("act", kind.Title)) { Choices = [kind.Code] };
    }
}
