using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>
/// A policy that is made laxer, within its standard (放宽策略): asked for by a security administrator, confirmed by a system administrator. What is
/// confirmed is what was asked for, against the policy as it was then: where that has changed since, the request is outdated.
/// </summary>
internal abstract class RelaxedPolicy<TPolicy> : IControlledChange
{
    private const string Unneeded = "没有一项比现在宽,直接保存即可";

    public abstract ControlledKind Kind { get; }

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var read = await ReadAsync(work, parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var asked = read.Value;
        var normal = new Dictionary<string, string>(asked.Parameters, StringComparer.Ordinal) { [PolicyValues.Was] = asked.Was };
        return asked.IsLaxer
            ? new ControlledMatter(asked.Subject, asked.Change, normal)
            : new Error(KernelErrors.FieldInvalid, ("field", "策略"), ("reason", Unneeded));
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(work, order.Parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var asked = read.Value;
        if (!PolicyValues.AreStill(order.Parameters, asked.Was))
        {
            return new Error(ControlErrors.RequestOutdated, ("what", asked.Place.Name));
        }

        work.Audit(new AuditEntry(asked.Place.Act, asked.Place.ObjectType, asked.Place.ObjectId, $"{asked.Change}({order.AskedName} 申请,{work.Context.Actor.Name} 复核)"));
        return (await WriteAsync(work, asked, ct)).Error is { } notWritten
            ? notWritten
            : new ControlledEffect(JsonSerializer.Serialize(asked.Before), JsonSerializer.Serialize(asked.Wanted));
    }

    /// <summary>The policy as it is and as it is wanted; refused where it cannot be read, or is below the standard.</summary>
    protected abstract Task<Result<PolicyAsked<TPolicy>>> ReadAsync(ISqlSession session, IReadOnlyDictionary<string, string> parameters, CancellationToken ct);

    protected abstract Task<Result> WriteAsync(IUnitOfWork work, PolicyAsked<TPolicy> asked, CancellationToken ct);
}

/// <summary>A policy that is asked to be laxer.</summary>
internal sealed record PolicyAsked<TPolicy>(TPolicy Before, TPolicy Wanted)
{
    public required PolicyPlace Place { get; init; }

    /// <summary>On what, for who confirms.</summary>
    public required string Subject { get; init; }

    /// <summary>What changes, in one Chinese sentence.</summary>
    public required string Change { get; init; }

    public required bool IsLaxer { get; init; }

    /// <summary>All values as they will be written.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The policy as it is, in the words that a request keeps.</summary>
    public required string Was { get; init; }
}

/// <summary>Where a policy stands in the trail, and its Chinese name.</summary>
internal sealed record PolicyPlace(string Act, string ObjectType, string ObjectId, string Name);
