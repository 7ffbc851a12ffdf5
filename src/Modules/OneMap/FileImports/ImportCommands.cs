using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Pumps;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;

namespace Guotu.OneMap.FileImports;

/// <summary>What a person does with an import from the page: begins it with an uploaded file, settles doubts, asks for it, cancels it.</summary>
internal sealed class ImportCommands(
    IUnitsOfWork units, ImportTarget target, FileInspection inspection, ImportReading reading, ImportsUnderWay underWay, MarkedFiles marked,
    IEnumerable<IStagedUploads> uploads, HomeClaim claim, NodeSettings node, IIdSource ids, IClock clock)
{
    public const string OpenKind = "onemap.import.open";
    public const string InspectKind = "onemap.import.inspect";
    public const string StartKind = "onemap.import.start";
    public const string CancelKind = "onemap.import.cancel";

    /// <summary>With what is said of checked positions it still fits the column.</summary>
    private const int LongestSource = 190;

    private const int MostWaiting = 3;
    private static readonly ImportChoicesBody Nothing = new(null, null, null, null, null);

    /// <summary>How long a queued import may wait for its turn.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(3);

    public async Task<Result<ImportView>> OpenAsync(CommandContext context, Caller caller, ImportOpenBody body, CancellationToken ct)
    {
        var looked = await LookAsync(context, caller, body, ct);
        return await units.RunAsync<ImportView>(
            context,
            async (work, token) =>
            {
                if (looked.Error is { } refused)
                {
                    return refused;
                }

                var (layer, upload, found) = looked.Value;
                await work.AttachAsync(upload.File, token);
                var row = Row(caller, layer, upload, work.At) with { InspectText = ImportText.Of(found) };
                await ImportTable.InsertAsync(work, row, token);
                work.Audit(new AuditEntry(OpenKind, "layer", layer.Code, $"为图层 {layer.Name} 上传入库文件,SM3 {row.FileDigest[..16]}…"));
                return reading.View(row);
            },
            ct);
    }

    /// <summary>Looks at the file again, by other choices.</summary>
    public async Task<Result<ImportView>> InspectAsync(CommandContext context, Caller caller, (long Id, ImportChoicesBody Choices) asked, CancellationToken ct)
    {
        var again = await CleanAsync(context, caller, asked.Id, await InspectedAsync(caller, asked, ct));
        return await units.RunAsync<ImportView>(
            context,
            async (work, token) =>
            {
                if (again.Error is { } refused)
                {
                    return refused;
                }

                var row = again.Value;
                if (!await ImportTable.InspectAsync(work, row, token))
                {
                    return new Error(OneMapErrors.ImportUnderWay, ("layer", row.LayerCode));
                }

                work.Audit(new AuditEntry(InspectKind, "layer", row.LayerCode, "重新识别入库文件"));
                return reading.View(row);
            },
            ct);
    }

    public async Task<Result<ImportView>> StartAsync(CommandContext context, Caller caller, (long Id, ImportStartBody Body) asked, CancellationToken ct)
    {
        var prepared = await CleanAsync(context, caller, asked.Id, await PreparedAsync(caller, asked, ct));
        var started = await units.RunAsync<ImportView>(
            context,
            async (work, token) =>
            {
                if (prepared.Error is { } refused)
                {
                    return refused;
                }

                if (await ImportTable.WaitingAsync(work, caller.UserId, work.At, token) is var waiting && waiting >= MostWaiting)
                {
                    return new Error(OneMapErrors.TooManyImports, ("count", waiting));
                }

                var row = prepared.Value;
                if (!await ImportTable.QueueAsync(work, row, token))
                {
                    return new Error(OneMapErrors.ImportUnderWay, ("layer", row.LayerCode));
                }

                work.Audit(new AuditEntry(StartKind, "layer", row.LayerCode, Summary(row, asked.Body)));
                return reading.View(row);
            },
            ct);
        if (started.IsSuccess)
        {
            underWay.Ask(new ImportOrder(prepared.Value, caller));
        }

        return started;
    }

    /// <summary>Nothing of a cancelled import stays. What runs on this node stops before the row is written: it may hold the right to write.</summary>
    public async Task<Result<ImportView>> CancelAsync(CommandContext context, Caller caller, long id, CancellationToken ct)
    {
        var known = await reading.FindAsync(caller, id, ct);
        if (known.IsSuccess)
        {
            underWay.Stop(id);
        }

        var cancelled = await units.RunAsync(
            context,
            async Task<Result> (work, token) =>
            {
                if (known.Error is { } unknown)
                {
                    return unknown;
                }

                if (await ImportTable.CancelQueuedAsync(work, id, caller.UserId, token) || await ImportTable.StopAsync(work, id, caller.UserId, token))
                {
                    work.Audit(new AuditEntry(CancelKind, "layer", known.Value.Layer, "取消图层入库"));
                }

                return Result.Done;
            },
            ct);
        return cancelled.Error is { } refused ? refused : await reading.FindAsync(caller, id, ct);
    }

    private async Task<Result<(LayerDefinition Layer, StagedUpload Upload, ImportInspectionView Found)>> LookAsync(
        CommandContext context, Caller caller, ImportOpenBody body, CancellationToken ct)
    {
        var layer = await target.FindAsync(caller, body.Layer ?? string.Empty, ct);
        if (layer.Error is { } unknown)
        {
            return unknown;
        }

        var upload = await UploadAsync(caller, body.Digest ?? string.Empty, ct);
        if (upload.Error is { } missing)
        {
            return missing;
        }

        var found = await inspection.InspectAsync(upload.Value.File.Digest, layer.Value, Nothing, ct);
        if (found.Error is { } mark && mark.Code == SecrecyErrors.SecretMark)
        {
            await marked.RefuseAsync(context, Row(caller, layer.Value, upload.Value, clock.Now), mark);
        }

        return found.Map(f => (layer.Value, upload.Value, f));
    }

    /// <summary>What was come to, unless that is a secrecy mark: then the file is removed before the refusal is told.</summary>
    private async Task<Result<ImportRow>> CleanAsync(CommandContext context, Caller caller, long id, Result<ImportRow> come)
    {
        if (come.Error is { } mark && mark.Code == SecrecyErrors.SecretMark && await OwnAsync(caller, id, CancellationToken.None) is { IsSuccess: true } own)
        {
            await marked.RefuseAsync(context, own.Value.Row, mark);
        }

        return come;
    }

    private async Task<Result<StagedUpload>> UploadAsync(Caller caller, string digest, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(caller.Scope, ct);
        return uploads.FirstOrDefault() is { } staged ? await staged.FindAsync(session, caller.UserId, digest, ct) : new Error(KernelErrors.NotFound, ("what", "上传的文件"));
    }

    private async Task<Result<(ImportRow Row, LayerDefinition Layer)>> OwnAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(caller.Scope, ct);
        return await ImportTable.FindAsync(session, id, caller.UserId, ct) is { } row
            ? row.State == ImportState.Refused ? new Error(SecrecyErrors.SecretMark) : (await target.FindAsync(caller, row.LayerCode, ct)).Map(layer => (row, layer))
            : new Error(KernelErrors.NotFound, ("what", "入库记录"));
    }

    private async Task<Result<ImportRow>> InspectedAsync(Caller caller, (long Id, ImportChoicesBody Choices) asked, CancellationToken ct)
    {
        var own = await OwnAsync(caller, asked.Id, ct);
        return own.Error is { } unknown
            ? unknown
            : (await inspection.InspectAsync(own.Value.Row.FileDigest, own.Value.Layer, asked.Choices ?? Nothing, ct)).Map(found => own.Value.Row with { InspectText = ImportText.Of(found) });
    }

    /// <summary>Looked at again only where the choices are not those by which it was looked at last.</summary>
    private async Task<Result<ImportRow>> AsChosenAsync(Caller caller, (long Id, ImportChoicesBody Choices) asked, CancellationToken ct)
    {
        var own = await OwnAsync(caller, asked.Id, ct);
        return own.IsSuccess && ImportText.Read<ImportInspectionView>(own.Value.Row.InspectText)?.Choices != asked.Choices
            ? await InspectedAsync(caller, asked, ct)
            : own.Map(o => o.Row);
    }

    private async Task<Result<ImportRow>> PreparedAsync(Caller caller, (long Id, ImportStartBody Body) asked, CancellationToken ct)
    {
        var body = asked.Body;
        var label = LabelScheme.Shipped.Read(body.Level ?? string.Empty, body.Categories ?? []);
        if ((Breach(body) ?? SecretDataMustNotComeIn.Check(body.Source, body.PositionsChecked ?? string.Empty) ?? label.Error ?? SubjectMustDominateLabel.Breach(caller.Clearance, label.Value, "入库的数据")) is { } refused)
        {
            return refused;
        }

        var own = await AsChosenAsync(caller, (asked.Id, body.Choices), ct);
        return own.Map(row => row with
        {
            StateCode = nameof(ImportState.Queued),
            RequestText = ImportText.Of(body with { Source = body.Source.Trim() is { Length: > 0 } source ? source : row.FileName }),
            ReportText = null,
            ClaimedBy = claim.Claimer,
            QueuedUtc = clock.Now,
            LeaseUtc = clock.Now.Plus(LongestWait),
            EndedUtc = null,
            LabelLevel = label.Value.Level,
            LabelCategory = label.Value.CategoryText,
        });
    }

    private Error? Breach(ImportStartBody body) =>
        body.AsOf > clock.Today ? new Error(KernelErrors.FieldInvalid, ("field", "数据时点"), ("reason", "不能晚于今天")) { Field = "asOf" }
        : body.Source?.Trim().Length > LongestSource ? new Error(KernelErrors.FieldInvalid, ("field", "数据来源"), ("reason", $"不超过 {LongestSource} 个字符")) { Field = "source" }
        : body.Source is null ? new Error(KernelErrors.FieldInvalid, ("field", "数据来源"), ("reason", "没有写")) { Field = "source" }
        : null;

    private ImportRow Row(Caller caller, LayerDefinition layer, StagedUpload upload, Instant now) => new()
    {
        ImportId = ids.Next(),
        UserId = caller.UserId,
        LayerCode = layer.Code,
        FileDigest = upload.File.Digest,
        FileName = upload.Name,
        FileSize = upload.File.Size,
        StateCode = nameof(ImportState.Open),
        CreatedUtc = now,
        OwnerOrgId = caller.OrganisationId,
        RegionCode = caller.RegionCode,
        OriginNode = node.County.Code,
        LabelLevel = LabelScheme.Shipped.Records.Level,
        LabelCategory = LabelScheme.Shipped.Records.CategoryText,
    };

    private static string Summary(ImportRow row, ImportStartBody body) => string.Create(
        CultureInfo.InvariantCulture, $"提交图层入库,数据时点 {body.AsOf:yyyy-MM-dd},密级标志 {LabelScheme.Shipped.NameOf(row.Label)}{(body.PositionsChecked is { } how ? ",声明位置经核对:" + how : string.Empty)}");
}
