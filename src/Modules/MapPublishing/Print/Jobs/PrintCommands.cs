using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Print.Layouts;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Print.Jobs;

/// <summary>Orders, looks at, cancels and fetches prints (出图任务); another's print does not exist.</summary>
internal sealed class PrintCommands(
    IUnitsOfWork units, PrintLayouts layouts, PrintedLayers printed, IPublishedLayers published, PrintFolder folder, PrintsUnderWay underWay, PrintSettings settings,
    IIdSource ids, IClock clock)
{
    public const string OrderKind = "mappublishing.print.order";
    public const string CancelKind = "mappublishing.print.cancel";
    public const string ObjectType = "map-print";

    private const string What = "出图任务";

    public PrintOptionsView Options()
    {
        var (sound, faults) = layouts.Read();
        return new PrintOptionsView(
            [.. sound.Select(l => new PrintLayoutView(l.Code, l.Name, [.. FramesOf(l)]))], [.. faults.Select(f => new LayoutFaultView(f.File, f.Reason))], PrintAsked.Scales,
            PrintAsked.LargestPicture);
    }

    public async Task<Result<PrintJobView>> OrderAsync(CommandContext context, Caller caller, PrintBody body, CancellationToken ct)
    {
        var asked = PrintAsked.Read(body, layouts, published.Zone);
        var fixedOrder = asked.Error is { } unfit ? unfit : await FixRevisionsAsync(caller, asked.Value.Body, ct);
        return await units.RunAsync(
            context,
            async Task<Result<PrintJobView>> (work, token) =>
            {
                if (fixedOrder.Error is { } refused)
                {
                    return refused;
                }

                var most = await settings.UnfinishedAsync(work, token);
                if (most.Error is { } unreadable)
                {
                    return unreadable;
                }

                var unfinished = await PrintTable.UnfinishedAsync(work, caller.UserId, token);
                if (unfinished >= most.Value)
                {
                    return new Error(PublishingErrors.TooManyPrints, ("count", unfinished));
                }

                var row = new PrintRow
                {
                    PrintId = ids.Next(),
                    UserId = caller.UserId,
                    UserAddress = caller.Address,
                    OrderJson = JsonSerializer.Serialize(fixedOrder.Value, PrintRow.Json),
                    StateCode = PrintRow.New,
                    CreatedUtc = work.At,
                };
                work.Audit(new AuditEntry(OrderKind, ObjectType, Text(row.PrintId), SummaryOf(fixedOrder.Value)));
                await PrintTable.InsertAsync(work, row, token);
                return row.ViewAt(work.At);
            },
            ct);
    }

    /// <summary>After the commit: wakes the drawer.</summary>
    public void Ring() => underWay.Ring();

    public async Task<IReadOnlyList<PrintJobView>> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [.. (await PrintTable.OfUserAsync(session, caller.UserId, ct)).Select(r => r.ViewAt(clock.Now))];
    }

    public async Task<Result<PrintJobView>> FindAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await OwnAsync(session, caller.UserId, id, ct)).Map(r => r.ViewAt(clock.Now));
    }

    /// <summary>Stops it wherever it is; one that has ended stays as it ended.</summary>
    public async Task<Result<PrintJobView>> CancelAsync(CommandContext context, long id, CancellationToken ct)
    {
        var cancelled = await units.RunAsync(
            context,
            async Task<Result<PrintJobView>> (work, token) =>
            {
                var row = await OwnAsync(work, work.Context.Actor.UserId, id, token);
                if (row.Error is { } absent)
                {
                    return absent;
                }

                if (await PrintTable.CancelAsync(work, id, token))
                {
                    work.Audit(new AuditEntry(CancelKind, ObjectType, Text(id), "取消出图"));
                }

                return (await PrintTable.FindAsync(work, id, token))!.ViewAt(work.At);
            },
            ct);
        if (cancelled.IsSuccess)
        {
            underWay.Cancel(id);
        }

        return cancelled;
    }

    /// <summary>The result, while it is kept and the person would still see all that is on it.</summary>
    public async Task<Result<PrintFile>> FetchAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var own = await OwnAsync(session, caller.UserId, id, ct);
        if (own.Error is { } absent)
        {
            return absent;
        }

        if (!own.Value.HasResultAt(clock.Now))
        {
            return new Error(PublishingErrors.PrintHasNoResult, ("state", StateName(own.Value.StateAt(clock.Now))));
        }

        foreach (var layer in own.Value.Layers)
        {
            var now = await printed.OpenAsync(caller, new PrintLayerBody(layer.Code, null, null, layer.Revision), ct);
            if (now.Error is not null || now.Value.Sight != layer.Stamp)
            {
                return new Error(PublishingErrors.PrintSightChanged, ("layer", printed.NameOf(layer.Code)));
            }
        }

        var order = own.Value.Order;
        var content = await folder.ReadAsync(id, own.Value.FileDigest!, ct);
        return content.Map(bytes => new PrintFile(bytes, order.Format == "pdf" ? "application/pdf" : "image/png", NameOf(order)));
    }

    private static IEnumerable<PrintFrameView> FramesOf(PrintLayout layout) =>
        from paper in layout.Papers
        from landscape in (bool[])[true, false]
        let plan = SheetPlan.Of(layout, PrintPaper.Find(paper)!, landscape)
        select new PrintFrameView(paper, landscape ? "landscape" : "portrait", plan.Frame.X, plan.Frame.Y, plan.Frame.Width, plan.Frame.Height, PrintAsked.MostDpi(plan));

    private static string StateName(string state) => state switch
    {
        "waiting" => "还在排队",
        "drawing" => "正在绘制",
        "failed" => "已失败",
        "cancelled" => "已取消",
        _ => "已过期",
    };

    /// <summary>The title as a file name that every system takes.</summary>
    private static string NameOf(PrintBody order)
    {
        var name = new string([.. order.Title.Trim().Select(c => char.IsControl(c) || "\\/:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)]);
        return string.Create(CultureInfo.InvariantCulture, $"{name} 1-{order.Scale} {order.Paper}.{order.Format}");
    }

    private static string SummaryOf(PrintBody order) => string.Create(
        CultureInfo.InvariantCulture,
        $"出图 {order.Paper} 1:{order.Scale} {order.Format},图层 {string.Join("、", order.Layers.Select(l => $"{l.Code} v{l.Revision}"))}");

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static async Task<Result<PrintRow>> OwnAsync(Database.Sessions.ISqlSession session, long userId, long id, CancellationToken ct) =>
        await PrintTable.FindAsync(session, id, ct) is { } row && row.UserId == userId ? row : new Error(KernelErrors.NotFound, ("what", What));

    /// <summary>The revisions that the person sees now; a hidden layer is told like one that does not exist.</summary>
    private async Task<Result<PrintBody>> FixRevisionsAsync(Caller caller, PrintBody body, CancellationToken ct)
    {
        var layers = new List<PrintLayerBody>();
        foreach (var layer in body.Layers)
        {
            var opened = await printed.OpenAsync(caller, layer, ct);
            if (opened.Error is { } error)
            {
                return error;
            }

            layers.Add(layer with { Revision = opened.Value.Revision.Number });
        }

        return body with { Layers = layers };
    }
}

/// <summary>A result as it is given out.</summary>
internal sealed record PrintFile(byte[] Content, string MediaType, string Name);
