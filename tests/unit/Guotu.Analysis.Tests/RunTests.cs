using System.Text.Json;
using Guotu.Analysis.BufferFigures;
using Guotu.Analysis.DissolveFigures;
using Guotu.Analysis.ExportResult;
using Guotu.Analysis.Jobs;
using Guotu.Analysis.OverlayFigures;
using Guotu.Analysis.ReadResult;
using Guotu.Analysis.RunOperator;
using Guotu.Geo.Formats;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Analysis.Tests;

/// <summary>Runs as an officer has them: small ones at once, large ones from the queue, kept for the one who asked, gone when the right is gone.</summary>
public sealed class RunTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Caller Officer = AnalysisBench.Holder("officer");

    [Theory]
    [BothDatabases]
    public async Task A_small_run_is_answered_at_once_and_its_rows_and_figures_can_be_read(string provider)
    {
        await using var bench = await AnalysisBench.OpenAsync(provider);
        await bench.ImportAsync(3);

        var job = await RunAsync(bench, Officer, Clip((0, 0), (150, 50)));

        Assert.Equal(JobState.Done, job.State);
        Assert.Equal(2, job.Result!.Rows);
        Assert.Equal(("YJJBNT", 1), job.Result.Sources.Select(s => (s.Layer, s.Revision)).Single());
        var rows = (await bench.The<ResultReading>().PageAsync(Officer, job.Id, new PageRequest(), Never)).Value;
        Assert.Equal([5_000m, 2_500m], rows.Items.Select(r => r.PlaneArea!.Value.SquareMetres));
        Assert.Equal("0101", rows.Items[0].Values[job.Result.Fields.ToList().FindIndex(f => f.Code == "DLBM")]);
        var figures = (await bench.The<ResultReading>().FiguresAsync(Officer, job.Id, Never)).Value;
        Assert.True(figures.Complete);
        Assert.Equal("MultiPolygon", figures.Items[0].Geometry.GetProperty("type").GetString());
        Assert.Contains("analysis.run", bench.Audited);
        Assert.Equal(job.Id, Assert.Single(await bench.The<ResultReading>().ListAsync(Officer, Never)).Id);
    }

    [Theory]
    [BothDatabases]
    public async Task A_large_run_waits_in_the_queue_and_is_done_by_the_worker(string provider)
    {
        await using var bench = await AnalysisBench.OpenAsync(provider);
        await bench.ImportAsync(20);

        var job = await RunAsync(bench, Officer, Dissolve());
        Assert.Equal(JobState.Queued, job.State);
        Assert.Equal(AnalysisErrors.NotDone, (await bench.The<ResultReading>().PageAsync(Officer, job.Id, new PageRequest(), Never)).Error!.Code);

        Assert.True(await bench.The<JobWork>().RunNextAsync(Never));
        Assert.False(await bench.The<JobWork>().RunNextAsync(Never));

        var done = (await bench.The<ResultReading>().JobAsync(Officer, job.Id, Never)).Value;
        Assert.Equal(JobState.Done, done.State);
        var rows = (await bench.The<ResultReading>().PageAsync(Officer, job.Id, new PageRequest(), Never)).Value;
        Assert.Equal(["0101/10", "0103/10"], rows.Items.Select(r => string.Join('/', r.Values)));
        Assert.Equal(200_000m, rows.Items.Sum(r => r.PlaneArea!.Value.SquareMetres));
        Assert.Contains("analysis.finish", bench.Audited);
    }

    [Fact]
    public async Task A_result_is_there_for_the_one_who_asked_and_until_it_expires()
    {
        await using var bench = await AnalysisBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var job = await RunAsync(bench, Officer, Clip((0, 0), (150, 50)));
        var other = Officer with { UserId = 8 };

        Assert.Equal("SYS-0002", (await bench.The<ResultReading>().PageAsync(other, job.Id, new PageRequest(), Never)).Error!.Code.Value);
        Assert.Equal("SYS-0002", (await bench.The<RunCommands>().ClearAsync(Command(other, RunCommands.ClearKind), job.Id, Never)).Error!.Code.Value);
        Assert.Equal("SYS-0002", (await RunOtherAsync(bench, other, Of("buffer", ("source", new InputBody { Job = job.Id }), ("distance", "5")))).Error!.Code.Value);
        Assert.Empty(await bench.The<ResultReading>().ListAsync(other, Never));

        Assert.Equal(0, await bench.The<JobWork>().ClearExpiredAsync(Never));
        bench.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("SYS-0002", (await bench.The<ResultReading>().JobAsync(Officer, job.Id, Never)).Error!.Code.Value);
        Assert.Equal(1, await bench.The<JobWork>().ClearExpiredAsync(Never));
    }

    [Fact]
    public async Task Denied_rows_and_fields_are_in_no_result_and_a_right_that_was_taken_takes_the_result_away()
    {
        await using var bench = await AnalysisBench.OpenAsync("sqlite");
        await bench.ImportAsync(4);
        await bench.GrantAsync("officer", hidden: false, "DLBM = '0103'", ["QSXZ"]);

        var job = await RunAsync(bench, Officer, Clip((0, 0), (400, 100)));

        Assert.Equal(2, job.Result!.Rows);
        Assert.DoesNotContain(job.Result.Fields, f => f.Code == "QSXZ");
        var refused = await RunOtherAsync(bench, Officer, Of("dissolve", ("layer", new InputBody { Layer = AnalysisBench.Layer }), ("by", "QSXZ")));
        Assert.Equal(AnalysisErrors.ParameterUnfit, refused.Error!.Code);
        var filtered = Of("dissolve", ("layer", new InputBody { Layer = AnalysisBench.Layer, Field = "QSXZ", Values = ["30"] }));
        Assert.Equal(AnalysisErrors.InputUnfit, (await RunOtherAsync(bench, Officer, filtered)).Error!.Code);

        await bench.GrantAsync("officer", hidden: true, null, null);
        Assert.Equal(AnalysisErrors.SightChanged, (await bench.The<ResultReading>().PageAsync(Officer, job.Id, new PageRequest(), Never)).Error!.Code);
        Assert.Equal(AnalysisErrors.SightChanged, (await bench.The<ResultReading>().FiguresAsync(Officer, job.Id, Never)).Error!.Code);
        Assert.Equal(AnalysisErrors.SightChanged, (await ExportAsync(bench, job.Id, "geojson")).Error!.Code);
        Assert.Equal(AnalysisErrors.SightChanged, (await RunOtherAsync(bench, Officer, Of("buffer", ("source", new InputBody { Job = job.Id }), ("distance", "5")))).Error!.Code);
        Assert.Equal("SYS-0002", (await RunOtherAsync(bench, Officer, Clip((0, 0), (400, 100)))).Error!.Code.Value);
    }

    [Fact]
    public async Task The_result_of_one_operator_is_the_input_of_the_next()
    {
        await using var bench = await AnalysisBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var clipped = await RunAsync(bench, Officer, Clip((0, 0), (150, 50)));

        var belt = await RunAsync(bench, Officer, Of("buffer", ("source", new InputBody { Job = clipped.Id }), ("distance", "10"), ("unite", "yes"), ("ends", "square")));

        Assert.Equal(JobState.Done, belt.State);
        Assert.Equal(170m * 70m, (await bench.The<ResultReading>().PageAsync(Officer, belt.Id, new PageRequest(), Never)).Value.Items.Single().PlaneArea!.Value.SquareMetres);
        Assert.Equal("YJJBNT", belt.Result!.Sources.Single().Layer);
    }

    [Fact]
    public async Task A_waiting_run_can_be_cancelled_a_running_one_stops_and_too_many_are_refused()
    {
        await using var bench = await AnalysisBench.OpenAsync("sqlite");
        await bench.ImportAsync(20);
        var (first, second) = (await RunAsync(bench, Officer, Dissolve()), await RunAsync(bench, Officer, Dissolve()));
        Assert.Equal(AnalysisErrors.TooManyRuns, (await RunOtherAsync(bench, Officer, Dissolve())).Error!.Code);
        Assert.Equal(AnalysisErrors.NotDone, (await bench.The<RunCommands>().ClearAsync(Command(Officer, RunCommands.ClearKind), first.Id, Never)).Error!.Code);

        Assert.True((await bench.The<RunCommands>().CancelAsync(Command(Officer, RunCommands.CancelKind), first.Id, Never)).IsSuccess);
        Assert.Equal(JobState.Cancelled, (await bench.The<ResultReading>().JobAsync(Officer, first.Id, Never)).Value.State);

        // The account is gone when the worker comes to the second: it fails and says why.
        bench.Disabled.Add(Officer.UserId);
        Assert.True(await bench.The<JobWork>().RunNextAsync(Never));
        Assert.False(await bench.The<JobWork>().RunNextAsync(Never));
        var failed = (await bench.The<ResultReading>().JobAsync(Officer, second.Id, Never)).Value;
        Assert.Equal((JobState.Failed, AccessErrors.NotSignedIn.Value), (failed.State, failed.Trouble!.Code));
        Assert.True((await bench.The<RunCommands>().ClearAsync(Command(Officer, RunCommands.ClearKind), second.Id, Never)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_running_run_stops_for_real_when_its_owner_cancels_it(string provider)
    {
        await using var bench = await AnalysisBench.OpenAsync(provider);
        await bench.ImportAsync(20);
        var job = await RunAsync(bench, Officer, Of(EndlessOperator.Code, ("layer", new InputBody { Layer = AnalysisBench.Layer })));
        var worker = bench.The<JobWork>().RunNextAsync(Never);
        await bench.Endless.Started;

        Assert.True((await bench.The<RunCommands>().CancelAsync(Command(Officer, RunCommands.CancelKind), job.Id, Never)).IsSuccess);
        Assert.True(await worker);

        Assert.True(bench.Endless.Stopped);
        Assert.Equal(JobState.Cancelled, (await bench.The<ResultReading>().JobAsync(Officer, job.Id, Never)).Value.State);
    }

    [Theory]
    [BothDatabases]
    public async Task A_run_of_a_node_that_stops_or_dies_is_taken_up_again_and_given_up_after_three_times(string provider)
    {
        await using var bench = await AnalysisBench.OpenAsync(provider);
        await bench.ImportAsync(20);
        var job = await RunAsync(bench, Officer, Of(EndlessOperator.Code, ("layer", new InputBody { Layer = AnalysisBench.Layer })));
        using var stop = new CancellationTokenSource();
        var worker = bench.The<JobWork>().RunNextAsync(stop.Token);
        await bench.Endless.Started;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker);
        Assert.Equal(JobState.Queued, (await bench.The<ResultReading>().JobAsync(Officer, job.Id, Never)).Value.State);

        var dead = "UPDATE an_job SET state_code = 'Running', attempt_count = 3, lease_utc = created_utc WHERE job_id = " + job.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await bench.BehindTheBackAsync(dead);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await bench.The<JobWork>().RunNextAsync(Never));
        var given = (await bench.The<ResultReading>().JobAsync(Officer, job.Id, Never)).Value;
        Assert.Equal((JobState.Failed, "ANA-0009"), (given.State, given.Trouble!.Code));
    }

    [Fact]
    public async Task A_fault_of_an_operator_ends_its_run_and_not_the_queue()
    {
        await using var bench = await AnalysisBench.OpenAsync("sqlite");
        await bench.ImportAsync(20);
        var broken = await RunAsync(bench, Officer, Of(EndlessOperator.Code, ("layer", new InputBody { Layer = AnalysisBench.Layer })));
        var sound = await RunAsync(bench, Officer, Dissolve());
        bench.Endless.Breaks = true;

        Assert.True(await bench.The<JobWork>().RunNextAsync(Never));
        Assert.True(await bench.The<JobWork>().RunNextAsync(Never));

        Assert.Equal("ANA-0011", (await bench.The<ResultReading>().JobAsync(Officer, broken.Id, Never)).Value.Trouble!.Code);
        Assert.Equal(JobState.Done, (await bench.The<ResultReading>().JobAsync(Officer, sound.Id, Never)).Value.State);
    }

    [Theory]
    [InlineData("geojson")]
    [InlineData("shapefile")]
    [InlineData("csv")]
    public async Task A_result_can_be_taken_away_as_a_file_that_reads_back(string format)
    {
        await using var bench = await AnalysisBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var job = await RunAsync(bench, Officer, Clip((0, 0), (150, 50)));

        var file = await ExportAsync(bench, job.Id, format);

        Assert.True(file.IsSuccess, file.Error?.Text);
        await using var content = file.Value.Content;
        Assert.Contains("analysis.export", bench.Audited);
        var opened = await FeatureFiles.OpenAsync(content, new ReadChoices(), Never);
        Assert.True(opened.IsSuccess, opened.Error?.Text);
        await using var reader = opened.Value;
        var areas = new List<double>();
        await foreach (var feature in reader.ReadAsync(Never))
        {
            areas.Add(Convert.ToDouble(feature.Value.Values[reader.Schema.IndexOf("GT_PMMJ")], System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal([5_000, 2_500], areas);
    }

    [Fact]
    public async Task What_cannot_be_run_is_refused_with_the_thing_named()
    {
        await using var bench = await AnalysisBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var layer = new InputBody { Layer = AnalysisBench.Layer };
        var line = new InputBody { Figures = [new GivenBody("路", SquaredPaper.Zone.Epsg, null, [[36_478_000, 3_650_000], [36_478_100, 3_650_000]])] };

        async Task RefusedAsync(string code, RunBody body) => Assert.Equal(code, (await RunOtherAsync(bench, Officer, body)).Error!.Code.Value);
        await RefusedAsync("ANA-0001", Of("slope", ("layer", layer)));
        await RefusedAsync("ANA-0003", Of("clip", ("layer", layer)));
        await RefusedAsync("ANA-0003", new RunBody("clip", new Dictionary<string, InputBody> { ["layer"] = layer, ["other"] = line }, null));
        await RefusedAsync("ANA-0003", Of("dissolve", ("layer", layer with { Job = 5 })));
        await RefusedAsync("ANA-0002", Of("buffer", ("source", layer), ("distance", "NaN")));
        await RefusedAsync("ANA-0002", Of("buffer", ("source", layer), ("width", "5")));
        await RefusedAsync("SYS-0002", Of("dissolve", ("layer", new InputBody { Layer = "NONE" })));
        await RefusedAsync("MAP-0001", Of("dissolve", ("layer", new InputBody { Layer = AnalysisBench.Layer, ValidOn = new DateOnly(1999, 1, 1) })));
        await RefusedAsync("ANA-0010", Of("find-sites", ("ground", layer), ("mostSlope", "15")));
        await RefusedAsync("GEO-0031", Clip((0, 0), (100, 0), (0, 100), (100, 100)));
        Assert.Contains("refused ANA-0001", bench.Audited);
        Assert.Empty(await bench.The<ResultReading>().ListAsync(Officer, Never));
    }

    /// <summary>Worked with by models later: a definition survives its JSON.</summary>
    [Fact]
    public void Every_operator_has_a_sound_definition()
    {
        IAnalysisOperator[] all = [new BufferOperator(), new DissolveOperator(), .. OverlayKind.All.Select(k => new OverlayOperator(k))];
        foreach (var definition in all.Select(o => o.Definition))
        {
            Assert.Matches("^[a-z][a-z-]+$", definition.Code);
            Assert.All(definition.Parameters.Where(p => p.Kind == ParameterKind.Choice), p => Assert.Contains(p.Choices, c => c.Value == p.Default));
            Assert.All(definition.Parameters.Where(p => p.OfInput is not null), p => Assert.Contains(definition.Inputs, i => i.Code == p.OfInput));
            Assert.All(definition.Inputs.Where(i => i.NearInput is not null), i => Assert.Contains(definition.Inputs, o => o.Code == i.NearInput && o.NearInput is null));
            Assert.Equal(definition.Code, JsonSerializer.Deserialize<OperatorDefinition>(JsonSerializer.Serialize(definition))!.Code);
        }
    }

    private static RunBody Dissolve() => Of("dissolve", ("layer", new InputBody { Layer = AnalysisBench.Layer }), ("by", "DLBM"));

    private static RunBody Clip(params (double East, double North)[] corners)
    {
        (double East, double North)[] ring = corners is [var a, var b] ? [a, (b.East, a.North), b, (a.East, b.North)] : corners;
        var points = ring.Append(ring[0]).Select(p => SquaredPaper.At(p.East, p.North).ToMetres()).Select(p => (IReadOnlyList<double>)[p.East, p.North]).ToList();
        var area = new GivenBody("范围", SquaredPaper.Zone.Epsg, [[points]], null);
        return new RunBody("clip", new Dictionary<string, InputBody> { ["layer"] = new() { Layer = AnalysisBench.Layer }, ["other"] = new() { Figures = [area] } }, null);
    }

    private static RunBody Of(string code, (string Code, InputBody Body) input, params (string Code, string Value)[] parameters) =>
        new(code, new Dictionary<string, InputBody> { [input.Code] = input.Body }, parameters.ToDictionary(p => p.Code, p => p.Value));

    private static Guotu.Database.Work.CommandContext Command(Caller caller, string kind) => new(caller.Actor, caller.Scope, kind);

    private static async Task<AnalysisJobView> RunAsync(AnalysisBench bench, Caller caller, RunBody body)
    {
        var job = await RunOtherAsync(bench, caller, body);
        Assert.True(job.IsSuccess, job.Error?.Text);
        return job.Value;
    }

    private static Task<Result<AnalysisJobView>> RunOtherAsync(AnalysisBench bench, Caller caller, RunBody body) =>
        bench.The<RunCommands>().RunAsync(Command(caller, RunCommands.RunKind), caller, body, Never);

    private static Task<Result<ExportedFile>> ExportAsync(AnalysisBench bench, long job, string format) =>
        bench.The<ResultExport>().WriteAsync(Command(Officer, ResultExport.Kind), Officer, (job, format, "UTF-8"), Never);
}
