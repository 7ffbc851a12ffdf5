using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Snapshots;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.CommitRevision;

/// <summary>
/// Closes a revision inside the unit that wrote its rows: reads them back as a later review will, takes the digest of
/// what the database really holds, and moves the layer. The audit record carries the digest too.
/// </summary>
internal sealed class RevisionCommit(SnapshotFolder snapshots, RevisionTable revisions, CountySettings county)
{
    public async Task<Result<LayerRevision>> CloseAsync(IUnitOfWork work, RevisionDraft draft, CancellationToken ct)
    {
        IReadOnlyList<string> columns = [.. draft.Layer.Fields.Select(f => f.Code)];
        var found = draft.Number > 1 ? await revisions.FindAsync(work, draft.Layer, draft.Number - 1, ct) : Result<RevisionRow?>.Of(null);
        if (found.Error is { } notProved)
        {
            return notProved;
        }

        if (draft.Number > 1 && found.Value is null)
        {
            // The revision before is gone, and with it the label that this one would have to carry on.
            return LayerDamage.Of(draft.Layer, draft.Number - 1, RevisionTable.NotAsCommitted);
        }

        var before = found.Value;
        var derived = await snapshots.DeriveAsync(work, new DerivedRevision(draft.Layer, draft.Number, columns), before, ct);
        if (!derived.IsSuccess)
        {
            return derived.Error!;
        }

        var content = derived.Value;
        var revision = new LayerRevision
        {
            LayerCode = draft.Layer.Code,
            Number = draft.Number,
            CommittedAt = work.At,
            AsOf = draft.AsOf,
            Source = draft.Source,
            FeatureCount = content.FeatureCount,
            ContentDigest = content.Snapshot,
            CommittedBy = work.Context.Actor.Name,
            DeclaredEmpty = draft.DeclaredEmpty,
            Demonstration = draft.Demonstration,
            Label = (draft.Label ?? SecurityLabel.Lowest).Join(before?.ToRevision().Label ?? SecurityLabel.Lowest),
        };
        var written = await revisions.InsertAsync(work, revision, new RevisionOrigin(draft.Key, content.RowsDigest, columns, county), ct);
        if (written.Error is { } refused)
        {
            return refused;
        }

        work.Audit(EntryOf(draft, revision));
        return revision;
    }

    /// <summary>Auditors read the source.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static AuditEntry EntryOf(RevisionDraft draft, LayerRevision revision)
    {
        var what = draft.DeclaredEmpty is null ? "入库" : "声明为空";
        var summary = string.Create(CultureInfo.InvariantCulture, $"图层 {draft.Layer.Name} {what}第 {revision.Number} 版,{revision.FeatureCount} 个要素,数据时点 {revision.AsOf:yyyy-MM-dd},密级标志 {LabelScheme.Shipped.NameOf(revision.Label)}");
        return new AuditEntry(draft.DeclaredEmpty is null ? "onemap.layer.commit" : "onemap.layer.declare-empty", "layer", draft.Layer.Code, summary)
        {
            After = JsonSerializer.Serialize(new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["content"] = revision.ContentDigest.ToString(),
                ["features"] = revision.FeatureCount.ToString(CultureInfo.InvariantCulture),
                ["revision"] = revision.Number.ToString(CultureInfo.InvariantCulture),
                ["source"] = revision.Source,
            }, Readable),
        };
    }
}
