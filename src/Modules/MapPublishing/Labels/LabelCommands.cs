using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Labels;

/// <summary>A layer or raster with its label.</summary>
/// <param name="Reason">Of the last change; null where no label was ever set.</param>
public sealed record ObjectLabelLine(string Code, string Name, string Kind, LabelView Label, string? Reason, string? SetBy, Instant? SetAt);

/// <summary>Labels of layers and rasters, and what labels are made of.</summary>
public sealed record ObjectLabelsView(LabelSchemeView Scheme, IReadOnlyList<ObjectLabelLine> Objects);

/// <summary>
/// The security administrator labels layers and rasters (设置数据标记). A label counts from the next request on: it is read at each, and what was kept
/// of the layer lies under another stamp.
/// </summary>
internal sealed class LabelCommands(IUnitsOfWork units, LabelTable table, ILayerCatalogue layers, IRasterCatalogue rasters, IIdSource ids)
{
    public const string SetKind = "mappublishing.label";

    public async Task<Result<ObjectLabelsView>> ListAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var read = await ReadAsync(session, string.Empty, ct);
        return read.Map(r => new ObjectLabelsView(LabelSchemeView.Shipped, [.. Objects().Select(o => LineOf(o, r.Labels.FirstOrDefault(l => l.LayerCode == o.Code)))]));
    }

    public Task<Result<LabelView>> SetAsync(CommandContext context, string code, LabelBody wanted, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result<LabelView>> (work, token) =>
        {
            var label = wanted.Read();
            if (label.Error is { } wrong)
            {
                return wrong;
            }

            return Objects().FirstOrDefault(o => o.Code == code) is { } found
                ? await SetAsync(work, found, (wanted, label.Value), token)
                : new Error(KernelErrors.NotFound, ("what", "图层 " + code));
        },
        ct);

    private async Task<Result<LabelView>> SetAsync(IUnitOfWork work, LabelledObject found, (LabelBody Body, SecurityLabel Label) wanted, CancellationToken ct)
    {
        var read = await ReadAsync(work, work.Dialect.LockSuffix, ct);
        if (read.Error is { } tampered)
        {
            return tampered;
        }

        var row = read.Value.Labels.FirstOrDefault(l => l.LayerCode == found.Code);
        var before = row?.Label ?? LabelScheme.Shipped.Unlabelled;
        if (wanted.Body.Moved(before, found.Name) is { } moved)
        {
            return moved;
        }

        var reason = wanted.Body.Reason!.Trim();
        work.Audit(new AuditEntry(
            SetKind, "layer", found.Code, $"{found.Name} {found.Code} 的数据标记:{LabelScheme.Shipped.NameOf(before)};改为:{LabelScheme.Shipped.NameOf(wanted.Label)}")
        {
            Before = LabelView.Recorded(before, row?.ReasonText ?? string.Empty),
            After = LabelView.Recorded(wanted.Label, reason),
        });
        var after = new LabelRow
        {
            LabelId = row?.LabelId ?? ids.Next(),
            LayerCode = found.Code,
            LabelLevel = wanted.Label.Level,
            LabelCategory = wanted.Label.CategoryText,
            ReasonText = reason,
            SetBy = work.Context.Actor.UserId,
            SetName = work.Context.Actor.Name,
            SetUtc = work.At,
        };
        return (await table.WriteAsync(work, read.Value.Book, after, ct)).Error is { } refused ? refused : LabelView.Of(wanted.Label);
    }

    private async Task<Result<LabelsRead>> ReadAsync(ISqlSession session, string lockSuffix, CancellationToken ct)
    {
        var book = await table.BookAsync(session, lockSuffix, ct);
        return book.Error is { } tampered ? tampered : (await table.LabelsAsync(session, book.Value, ct)).Map(l => new LabelsRead(book.Value, l));
    }

    private IEnumerable<LabelledObject> Objects() =>
    [
        .. layers.Definitions.Select(l => new LabelledObject(l.Code, l.Name, "图层")),
        .. rasters.Definitions.Select(r => new LabelledObject(r.Code, r.Name, "栅格")),
        new LabelledObject(LayerCodes.ApplicationParcels, "申请地块", "图层"),
    ];

    private static ObjectLabelLine LineOf(LabelledObject o, LabelRow? row) =>
        new(o.Code, o.Name, o.Kind, LabelView.Of(row?.Label ?? LabelScheme.Shipped.Unlabelled), row?.ReasonText, row?.SetName, row?.SetUtc);

    private sealed record LabelledObject(string Code, string Name, string Kind);

    private sealed record LabelsRead(BookRow? Book, IReadOnlyList<LabelRow> Labels);
}
