using System.Diagnostics;
using Guotu.Testing.Node;

namespace Guotu.MainJob.Bench;

/// <summary>A node that serves the county of full size: reviews of a ten-vertex lot, and whole cases from the window to the archive.</summary>
internal static class WorkBench
{
    private const double ReviewTarget = 1;
    private const double CaseTarget = 60;

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(County county, NodeDatabase database, Runs runs)
    {
        var connection = await database.TakeAsync(county.Home);
        try
        {
            return await ServedAsync(county, database, runs);
        }
        finally
        {
            if (connection is not null)
            {
                await NodeDatabase.DropAsync(connection);
            }
        }
    }

    private static async Task<IReadOnlyList<BenchResult>> ServedAsync(County county, NodeDatabase database, Runs runs)
    {
        var home = DemonstrationHome.Open(county.Home);
        await using var node = await ServingNode.StartAsync(county.Home);
        await using IOverlayPeer peer = database.IsPostgres ? await PostgisOverlay.LoadAsync(county) : await StrTreeOverlay.LoadAsync(county);
        using var desk = new CaseDesk(home, node.Address);
        IReadOnlyList<BenchResult> results =
        [
            .. await ReviewsAsync(home, node, desk, peer, new Asked(database, runs.Reviews)),
            await CasesAsync(node, desk, new Asked(database, runs.Cases)),
        ];

        // Its node number is given back, so that the rows may be copied to the next database.
        await node.StopAsync();
        return results;
    }

    private static async Task<IReadOnlyList<BenchResult>> ReviewsAsync(
        DemonstrationHome home, ServingNode node, CaseDesk desk, IOverlayPeer peer, Asked asked)
    {
        Console.Error.WriteLine($"reviews {asked.Database.Name}");
        var officer = await desk.AsAsync("lijg");
        var file = home.Parcel("clean.txt");
        var body = new { matter = "land-preexamination", digest = await officer.UploadAsync(file), name = "clean.txt", axis = "asWritten" };
        var (first, warm, theirs) = (new Series(), new Series(), new Series());
        for (var run = 0; run <= asked.Runs; run++)
        {
            var seconds = await TimeAsync(() => officer.PostAsync("reviews", body));
            (run == 0 ? first : warm).Add(seconds, node.PeakMemory);
            theirs.Add(await TimeAsync(() => peer.IntersectAsync()));
        }

        return
        [
            warm.Against($"review 10 vertices, {asked.Database.Name}", "s", theirs, peer.Name, ReviewTarget),
            first.Against($"first review, {asked.Database.Name}", "s", null, null, null),
        ];
    }

    private static async Task<BenchResult> CasesAsync(ServingNode node, CaseDesk desk, Asked asked)
    {
        var series = new Series();
        for (var run = 0; run < asked.Runs; run++)
        {
            Console.Error.WriteLine($"case {asked.Database.Name} {run + 1}");
            var seconds = await TimeAsync(() => WholeCaseAsync(desk, $"第 {run + 1} 条道路"));
            series.Add(seconds, node.PeakMemory);
        }

        return series.Against($"whole case, {asked.Database.Name}", "s", null, null, CaseTarget);
    }

    /// <summary>Every post acts as soon as the case is with it: what is left is what the platform takes.</summary>
    private static async Task WholeCaseAsync(CaseDesk desk, string project)
    {
        var id = await desk.RegisterAsync("clean.txt", project);
        await desk.ThroughToDecisionAsync(id);
        await desk.UntilTaskOfAsync("sunt", id);
        await desk.ActAsync("sunt", id, "issue", string.Empty);
        await desk.UntilTaskOfAsync("maxl", id);
        await desk.ActAsync("maxl", id, "pass");
        var state = (await desk.PageAsync("maxl", id)).GetProperty("state").GetString();
        if (state != "archived")
        {
            throw new InvalidOperationException($"The case ended as {state}");
        }
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed.TotalSeconds;
    }

    private sealed record Asked(NodeDatabase Database, int Runs);
}
