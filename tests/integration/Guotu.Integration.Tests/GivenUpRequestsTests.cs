using System.Diagnostics;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Who leaves a page does not leave the node computing for nobody.</summary>
public sealed class GivenUpRequestsTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    /// <summary>So many that what a node does beside requests does not show in the comparison.</summary>
    private const int Times = 8;

    [Fact]
    public async Task A_request_that_was_given_up_stops_computing_and_the_next_is_not_kept_waiting()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        await ViewAsync(officer); // the first pays for compiling and for reading the model
        var clock = Stopwatch.StartNew();
        var whole = await SpentAsync(() => ViewAsync(officer));
        var wall = clock.Elapsed / Times;

        var answered = 0;
        var given = await SpentAsync(async () => answered += await officer.PostAndHangUpAsync("analysis/terrain/viewshed", View, wall / 6) ? 1 : 0);

        Assert.Equal(0, answered);
        Assert.True(whole > TimeSpan.FromSeconds(1), $"{whole} is too little to tell anything");
        Assert.True(given < whole * 0.6, $"{given} for requests given up, {whole} for those answered");
        await officer.PostAsync("analysis/terrain/profile", new { epsg = 4524, line = new[] { new[] { 36_476_000.0, 3_641_000 }, [36_477_000.0, 3_641_000] }, stepMetres = 100 });
    }

    private static object View { get; } = new { epsg = 4524, place = new[] { 36_476_000.0, 3_641_000 }, observerHeight = 30, targetHeight = 1.5, radiusMetres = 30_000 };

    private static Task<JsonElement> ViewAsync(StaffClient officer) => officer.PostAsync("analysis/terrain/viewshed", View);

    /// <summary>What the node computed for a few of them and until a quarter of a second brings no more.</summary>
    private async Task<TimeSpan> SpentAsync(Func<Task> ask)
    {
        var before = demonstration.Node.ProcessorTime;
        for (var i = 0; i < Times; i++)
        {
            await ask();
        }

        for (var (last, waits) = (TimeSpan.Zero, 0); waits < 40 && demonstration.Node.ProcessorTime - last > TimeSpan.FromMilliseconds(40); waits++)
        {
            last = demonstration.Node.ProcessorTime;
            await Task.Delay(250);
        }

        return demonstration.Node.ProcessorTime - before;
    }
}
