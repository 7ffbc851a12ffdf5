using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Print;
using Guotu.MapPublishing.Print.Jobs;
using Guotu.MapPublishing.Print.Layouts;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.MapPublishing.Tests;

/// <summary>The queue of prints: claims, cancellation, death of a drawer, expiry (出图队列).</summary>
public sealed class PrintJobTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Caller Officer = PublishingBench.Holder("officer");

    [Theory]
    [BothDatabases]
    public async Task A_print_is_drawn_once_given_to_its_owner_alone_and_gone_after_its_time(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(3);
        var desk = new Desk(bench);
        var job = await desk.OrderAsync();
        Assert.Equal(("waiting", PrintCommands.OrderKind), (job.State, bench.Audited[^1]));

        await desk.Run.RunAsync((await desk.Run.ClaimAsync("a", Never))!, Never);

        Assert.Null(await desk.Run.ClaimAsync("a", Never));
        var done = (await desk.Commands.FindAsync(Officer, job.Id, Never)).Value;
        Assert.Equal(("done", Desk.Content.Length), (done.State, done.Bytes));
        Assert.Equal(Desk.Content, (await desk.Commands.FetchAsync(Officer, job.Id, Never)).Value.Content);
        var other = PublishingBench.Holder("officer") with { UserId = 8 };
        Assert.Equal("SYS-0002", (await desk.Commands.FetchAsync(other, job.Id, Never)).Error!.Code.Value);
        Assert.Empty(await desk.Commands.ListAsync(other, Never));

        bench.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(PublishingErrors.PrintHasNoResult, (await desk.Commands.FetchAsync(Officer, job.Id, Never)).Error!.Code);
        Assert.True(desk.FileExists(job.Id));
        await desk.Run.SweepAsync(Never);
        Assert.False(desk.FileExists(job.Id));
        Assert.Equal("expired", (await desk.Commands.FindAsync(Officer, job.Id, Never)).Value.State);
    }

    [Theory]
    [BothDatabases]
    public async Task An_empty_queue_is_seen_while_another_writes(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        var desk = new Desk(bench);
        using var writer = await bench.EnterWriterAsync();
        Assert.Null(await desk.Run.ClaimAsync("a", Never).WaitAsync(TimeSpan.FromSeconds(30), Never));
        await desk.Run.SweepAsync(Never).WaitAsync(TimeSpan.FromSeconds(30), Never);
    }

    [Theory]
    [BothDatabases]
    public async Task A_cancelled_print_stops_drawing_and_leaves_no_result(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(3);
        var desk = new Desk(bench) { Drawing = (_, ct) => Task.Delay(Timeout.Infinite, ct) };
        var job = await desk.OrderAsync();
        var running = desk.Run.RunAsync((await desk.Run.ClaimAsync("a", Never))!, Never);
        await desk.DrawingBegan.Task.WaitAsync(TimeSpan.FromSeconds(20), Never);

        var cancelled = await desk.Commands.CancelAsync(Command(PrintCommands.CancelKind), job.Id, Never);

        await running.WaitAsync(TimeSpan.FromSeconds(20), Never);
        Assert.Equal(("cancelled", PrintCommands.CancelKind), (cancelled.Value.State, bench.Audited[^1]));
        Assert.Equal("cancelled", (await desk.Commands.FindAsync(Officer, job.Id, Never)).Value.State);
        Assert.Equal(PublishingErrors.PrintHasNoResult, (await desk.Commands.FetchAsync(Officer, job.Id, Never)).Error!.Code);
        Assert.Null(await desk.Run.ClaimAsync("a", Never));
        Assert.Equal("cancelled", (await desk.Commands.CancelAsync(Command(PrintCommands.CancelKind), job.Id, Never)).Value.State);
    }

    [Theory]
    [BothDatabases]
    public async Task A_cancellation_on_another_node_reaches_the_drawer_with_its_next_beat(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(3);
        var desk = new Desk(bench) { Drawing = (_, ct) => Task.Delay(Timeout.Infinite, ct) };
        var elsewhere = new Desk(bench);
        var job = await desk.OrderAsync();
        var running = desk.Run.RunAsync((await desk.Run.ClaimAsync("a", Never))!, Never);
        await desk.DrawingBegan.Task.WaitAsync(TimeSpan.FromSeconds(20), Never);

        await elsewhere.Commands.CancelAsync(Command(PrintCommands.CancelKind), job.Id, Never);

        await running.WaitAsync(TimeSpan.FromSeconds(20), Never);
        Assert.Equal("cancelled", (await desk.Commands.FindAsync(Officer, job.Id, Never)).Value.State);
    }

    [Theory]
    [BothDatabases]
    public async Task The_print_of_a_drawer_that_died_is_taken_over_and_given_up_after_three_tries(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(3);
        var desk = new Desk(bench);
        var job = await desk.OrderAsync();
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(i, (await desk.Run.ClaimAsync("dead", Never))!.Attempt);
            Assert.Null(await desk.Run.ClaimAsync("other", Never));
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await desk.Run.RunAsync((await desk.Run.ClaimAsync("other", Never))!, Never);

        var given = (await desk.Commands.FindAsync(Officer, job.Id, Never)).Value;
        Assert.Equal(("failed", PublishingErrors.PrintFailed.Value), (given.State, given.Fault!.Code));
        Assert.NotEmpty(given.Fault.WayOut);
    }

    [Theory]
    [BothDatabases]
    public async Task A_node_that_stops_gives_its_print_back_and_a_restart_goes_on_at_once(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(3);
        using var stopping = new CancellationTokenSource();
        var desk = new Desk(bench) { Drawing = (_, ct) => Task.Delay(Timeout.Infinite, ct) };
        var job = await desk.OrderAsync();
        var running = desk.Run.RunAsync((await desk.Run.ClaimAsync("a", Never))!, stopping.Token);
        await desk.DrawingBegan.Task.WaitAsync(TimeSpan.FromSeconds(20), Never);
        await stopping.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20), Never);
        Assert.Equal("waiting", (await desk.Commands.FindAsync(Officer, job.Id, Never)).Value.State);

        Assert.Equal(1, (await desk.Run.ClaimAsync("a", Never))!.Attempt);
        Assert.Null(await desk.Run.ClaimAsync("a", Never));
        await desk.Run.ReleaseAsync("a", Never);
        Assert.NotNull(await desk.Run.ClaimAsync("a", Never));
    }

    [Fact]
    public async Task A_drawing_beyond_its_time_is_stopped_and_says_so()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var desk = new Desk(bench, PrintLimits.Usual with { Longest = TimeSpan.FromMilliseconds(300) }) { Drawing = (_, ct) => Task.Delay(Timeout.Infinite, ct) };
        var job = await desk.OrderAsync();

        await desk.Run.RunAsync((await desk.Run.ClaimAsync("a", Never))!, Never).WaitAsync(TimeSpan.FromSeconds(20), Never);

        Assert.Equal(PublishingErrors.TookTooLong.Value, (await desk.Commands.FindAsync(Officer, job.Id, Never)).Value.Fault!.Code);
    }

    [Fact]
    public async Task A_fourth_unfinished_print_of_one_person_is_refused()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var desk = new Desk(bench);
        for (var i = 0; i < 3; i++)
        {
            await desk.OrderAsync();
        }

        Assert.Equal(PublishingErrors.TooManyPrints, (await desk.TryOrderAsync(Prints.Body)).Error!.Code);
    }

    [Fact]
    public async Task A_result_whose_file_was_changed_behind_the_back_is_not_given()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var desk = new Desk(bench);
        var job = await desk.OrderAsync();
        await desk.Run.RunAsync((await desk.Run.ClaimAsync("a", Never))!, Never);
        await File.WriteAllTextAsync(desk.PathOf(job.Id), "another", Never);

        Assert.Equal(PublishingErrors.PrintFileDamaged, (await desk.Commands.FetchAsync(Officer, job.Id, Never)).Error!.Code);
    }

    [Fact]
    public async Task A_result_is_not_given_after_the_sight_of_a_layer_changed()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(3);
        var desk = new Desk(bench);
        var job = await desk.OrderAsync();
        await desk.Run.RunAsync((await desk.Run.ClaimAsync("a", Never))!, Never);
        var grant = await bench.GrantAsync("officer", PublishingBench.Layer, g => g with { DeniedFields = ["DLMC"] });

        Assert.Equal(PublishingErrors.PrintSightChanged, (await desk.Commands.FetchAsync(Officer, job.Id, Never)).Error!.Code);
        await bench.The<Grants.GrantCommands>().RevokeAsync(PublishingBench.Command(Grants.GrantCommands.RevokeKind), grant.Id, Never);
        await bench.ImportAsync(5);
        Assert.True((await desk.Commands.FetchAsync(Officer, job.Id, Never)).IsSuccess, "a later revision does not hide the one that was drawn");
    }

    private static CommandContext Command(string kind) => new(new Database.AuditPort.Actor(Officer.UserId, Officer.Account, Officer.Name, 3, "web", Officer.Address), Officer.Scope, kind);

    /// <summary>Orders, and draws what <see cref="Drawing"/> says.</summary>
    private sealed class Desk : IPrintDrawing, ICallers
    {
        public static readonly byte[] Content = [1, 2, 3, 4];
        private readonly PublishingBench _bench;

        public Desk(PublishingBench bench, PrintLimits? limits = null)
        {
            _bench = bench;
            var (units, under, folder) = (bench.The<IUnitsOfWork>(), new PrintsUnderWay(), bench.The<PrintFolder>());
            Run = new PrintRun(units, this, bench.The<IPublishedLayers>(), bench.The<PrintLayouts>(), this, folder, under, limits ?? PrintLimits.Usual, bench.Clock);
            Commands = new PrintCommands(
                units, bench.The<PrintLayouts>(), bench.The<PrintedLayers>(), bench.The<IPublishedLayers>(), folder, under, new PrintSettings(limits ?? PrintLimits.Usual, bench.The<ISettings>()),
                bench.The<Kernel.Ids.IIdSource>(), bench.Clock);
        }

        public PrintRun Run { get; }

        public PrintCommands Commands { get; }

        public TaskCompletionSource DrawingBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<PrintOrder, CancellationToken, Task> Drawing { get; init; } = (_, _) => Task.CompletedTask;

        public async Task<PrintJobView> OrderAsync()
        {
            var ordered = await TryOrderAsync(Prints.Body);
            return ordered.IsSuccess ? ordered.Value : throw new InvalidOperationException(ordered.Error!.Text);
        }

        public Task<Result<PrintJobView>> TryOrderAsync(PrintBody body) => Commands.OrderAsync(Command(PrintCommands.OrderKind), Officer, body, Never);

        public string PathOf(long id) => Path.Combine(_bench.The<NodeSettings>().Home, "prints", id.ToString(System.Globalization.CultureInfo.InvariantCulture));

        public bool FileExists(long id) => File.Exists(PathOf(id));

        public async Task<Result<PrintDrawn>> DrawAsync(PrintOrder order, Action<PrintStep> progress, CancellationToken ct)
        {
            DrawingBegan.TrySetResult();
            await Drawing(order, ct);
            var layer = (await _bench.The<IPublishedLayers>().OpenAsync(order.Caller, PublishingBench.Layer, order.Asked.Body.Layers[0].Revision, ct)).Value;
            return new PrintDrawn(Content, [new DrawnLayer(PublishingBench.Layer, layer.Revision.Number, layer.Stamp)]);
        }

        public Task<Result<Caller>> OfAccountAsync(long userId, string channel, string address, CancellationToken ct) => Task.FromResult<Result<Caller>>(Officer);
    }
}
