using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Labels;

/// <summary>
/// 降低版本的数据标记(降密): asked for by a security administrator, confirmed by a system administrator. A delivery never lowers a label, so that one which came in
/// too high comes down only here. Parameters: <c>code</c> of the layer or raster, <c>revision</c>, <c>level</c>, <c>categories</c> with commas.
/// </summary>
internal sealed class LowerRevisionLabel(IRevisionLabels labels) : IControlledChange
{
    public const string AuditKind = "mappublishing.revision-label";

    /// <summary>The label as it was when it was asked for; the node fills it in.</summary>
    private const string Was = "was";

    public static readonly ControlledKind TheKind = new("label.revision-lower", "降低版本的数据标记", GrantPermissions.Manage, [GrantPermissions.Confirm]);

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct) =>
        (await ReadAsync(work, parameters, ct)).Map(asked => new ControlledMatter(asked.Subject, asked.Change, asked.Parameters));

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(work, order.Parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var asked = read.Value;
        if (order.Parameters.GetValueOrDefault(Was) != asked.Found.Label.ToString())
        {
            return new Error(ControlErrors.RequestOutdated, ("what", asked.Subject));
        }

        var effect = new ControlledEffect(LabelView.Recorded(asked.Found.Label, string.Empty), LabelView.Recorded(asked.Wanted, string.Empty));
        work.Audit(new AuditEntry(AuditKind, "layer", asked.Found.Code, $"{asked.Change}({order.AskedName} 申请,{work.Context.Actor.Name} 复核)")
        {
            Before = effect.Before,
            After = effect.After,
        });
        return (await labels.LowerAsync(work, asked.Found, asked.Wanted, ct)).Error is { } notWritten ? notWritten : effect;
    }

    private async Task<Result<Asked>> ReadAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        if (!int.TryParse(parameters.GetValueOrDefault("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Invalid("revision", "是版本号,如 2");
        }

        var categories = parameters.GetValueOrDefault("categories", string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wanted = LabelScheme.Shipped.Read(parameters.GetValueOrDefault("level", string.Empty), categories);
        if (wanted.Error is { } unknown)
        {
            return unknown;
        }

        var found = await labels.FindAsync(work, parameters.GetValueOrDefault("code", string.Empty), number, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        return LabelMustGoDown.Holds(found.Value.Label, wanted.Value)
            ? new Asked(found.Value, wanted.Value)
            : Invalid("level", $"要低于现在的“{LabelScheme.Shipped.NameOf(found.Value.Label)}”;要提高,改图层的数据标记");
    }

    private static Error Invalid(string field, string reason) => new(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };

    /// <summary>What is asked for, read against the revision as it stands.</summary>
    private sealed record Asked(LabelledRevision Found, SecurityLabel Wanted)
    {
        public string Subject => string.Create(CultureInfo.InvariantCulture, $"{Found.Name} {Found.Code} 第 {Found.Number} 版");

        public string Change => $"{Subject}(数据时点 {Found.AsOf:yyyy-MM-dd})的数据标记:{LabelScheme.Shipped.NameOf(Found.Label)};降为:{LabelScheme.Shipped.NameOf(Wanted)}";

        public Dictionary<string, string> Parameters => new(StringComparer.Ordinal)
        {
            ["code"] = Found.Code,
            ["revision"] = Found.Number.ToString(CultureInfo.InvariantCulture),
            ["level"] = Wanted.Level.ToString(CultureInfo.InvariantCulture),
            ["categories"] = Wanted.CategoryText ?? string.Empty,
            [Was] = Found.Label.ToString(),
        };
    }
}
