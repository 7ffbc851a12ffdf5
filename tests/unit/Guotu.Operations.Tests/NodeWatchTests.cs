using Guotu.Hosting.Nodes;
using Guotu.Hosting.Watching;
using Guotu.Operations.WatchNode;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guotu.Operations.Tests;

/// <summary>What the monitoring page says of a node, and that nothing that did not answer is ever called good (运维监控).</summary>
public sealed class NodeWatchTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_source_that_hangs_breaks_or_has_no_database_is_not_known_and_the_others_are_told_as_they_are()
    {
        var clock = new FixedClock();
        using var never = new CancellationTokenSource();
        var asked = 0;
        IStateSource[] sources =
        [
            new Given("well", 3, _ => [StateLine.Good("well", "甲", "好")]),
            new Given("hangs", 1, _ => throw new InvalidOperationException("never reached")) { Waits = ct => Task.Delay(Timeout.Infinite, ct) },
            new Given("deaf", 2, _ => throw new InvalidOperationException("never reached"))
            {
                Waits = _ =>
                {
                    asked++;
                    return Task.Delay(Timeout.Infinite, never.Token);
                },
            },
            new Given("broken", 4, _ => throw new InvalidOperationException("/var/lib/guotu/secret")),
            new Given("away", 5, _ => throw new SqliteException("no such file", 14)),
        ];
        using var watch = new NodeWatch(sources, clock, NullLogger<NodeWatch>.Instance) { Patience = TimeSpan.FromSeconds(2) };

        var state = await watch.LookAsync(Never);

        Assert.Equal(["hangs", "deaf", "well", "broken", "away"], state.Parts.Single().Lines.Select(l => l.Code));
        Assert.Equal([StateLight.Unknown, StateLight.Unknown, StateLight.Good, StateLight.Unknown, StateLight.Unknown], state.Parts.Single().Lines.Select(l => l.Light));
        Assert.All(state.Parts.Single().Lines.Where(l => l.Light == StateLight.Unknown), l => Assert.NotNull(l.WayOut));
        Assert.Equal(StateLight.Unknown, state.Light);
        Assert.DoesNotContain(state.Parts.Single().Lines, l => l.Detail.Contains("secret", StringComparison.Ordinal));

        clock.Advance(NodeWatch.Serves);
        var again = (await watch.LookAsync(Never)).Parts.Single().Lines.Single(l => l.Code == "deaf");
        Assert.Equal((StateLight.Unknown, "上一次查看还没有应答", 1), (again.Light, again.Detail, asked));
        await never.CancelAsync();
    }

    [Theory]
    [InlineData(StateLight.Good, StateLight.Good, StateLight.Good)]
    [InlineData(StateLight.Good, StateLight.Notice, StateLight.Notice)]
    [InlineData(StateLight.Notice, StateLight.Unknown, StateLight.Unknown)]
    [InlineData(StateLight.Unknown, StateLight.Problem, StateLight.Problem)]
    public async Task The_whole_is_as_its_gravest_part(StateLight one, StateLight other, StateLight whole)
    {
        using var watch = new NodeWatch([Of("a", one), Of("b", other)], new FixedClock(), NullLogger<NodeWatch>.Instance);

        Assert.Equal(whole, (await watch.LookAsync(Never)).Light);
        static Given Of(string code, StateLight light) => new(code, 1, _ => [new StateLine(code, code, light, code, null)]);
    }

    [Fact]
    public async Task Many_who_ask_within_ten_seconds_cost_one_look_and_later_ones_get_a_new_one()
    {
        var clock = new FixedClock();
        var looks = 0;
        using var watch = new NodeWatch([new Given("a", 1, _ => [StateLine.Good("a", "甲", $"{++looks}")])], clock, NullLogger<NodeWatch>.Instance);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => watch.LookAsync(Never)));
        Assert.Equal(1, looks);
        clock.Advance(NodeWatch.Serves);
        Assert.Equal("2", (await watch.LookAsync(Never)).Parts.Single().Lines.Single().Detail);
    }

    [Fact]
    public async Task A_pump_that_is_silent_or_fails_is_a_problem_one_that_recovered_is_to_be_noticed_and_one_that_waits_is_well()
    {
        var clock = new FixedClock();
        var board = new PumpBoard(clock);
        var (sealing, imports) = (new Pump("sealing", "审计封存", TimeSpan.FromMinutes(5)), new Pump("imports", "入库", null));
        board.Turned(sealing);
        board.Turned(imports);
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal([("pump.imports", StateLight.Good), ("pump.sealing", StateLight.Good)], await PumpsAsync());

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([("pump.imports", StateLight.Good), ("pump.sealing", StateLight.Problem)], await PumpsAsync());

        board.Turned(sealing);
        board.Failed(sealing, new SqliteException("disk image is malformed", 11));
        var failed = (await new PumpState(board, clock).LookAsync(Never))[1];
        Assert.Equal(StateLight.Problem, failed.Light);
        Assert.Contains("HST-0003", failed.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", failed.Detail, StringComparison.Ordinal);

        // It comes round from the turn that failed, and fails at every turn: that is no recovery.
        for (var turn = 0; turn < 3; turn++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            board.Turned(sealing);
            Assert.Equal(StateLight.Problem, (await PumpsAsync())[1].Light);
            board.Failed(sealing, "HST-0003");
        }

        board.Turned(sealing);
        Assert.Equal(StateLight.Problem, (await PumpsAsync())[1].Light);
        clock.Advance(TimeSpan.FromSeconds(1));
        board.Turned(sealing);
        Assert.Equal(StateLight.Notice, (await PumpsAsync())[1].Light);
        board.Failed(imports, "HST-0003");
        Assert.Equal(StateLight.Problem, (await PumpsAsync())[0].Light);
        board.WentWell(imports);
        Assert.Equal(StateLight.Notice, (await PumpsAsync())[0].Light);
        clock.Advance(TimeSpan.FromHours(1));
        board.Turned(sealing);
        Assert.Equal(StateLight.Good, (await PumpsAsync())[1].Light);

        async Task<IReadOnlyList<(string Code, StateLight Light)>> PumpsAsync() => [.. (await new PumpState(board, clock).LookAsync(Never)).Select(l => (l.Code, l.Light))];
    }

    [Theory]
    [BothDatabases]
    public async Task A_node_tells_of_its_database_its_trail_its_queues_and_its_backup_and_a_stuck_message_is_a_problem(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var lines = await LinesAsync(office);

        Assert.Equal(StateLight.Good, lines["database"].Light);
        Assert.StartsWith(provider, lines["database"].Detail, StringComparison.Ordinal);
        Assert.Contains(lines["database"].Figures, f => f is { Name: "size", Value: > 0 });
        Assert.Equal((StateLight.Unknown, StateLight.Good, StateLight.Good, StateLight.Notice), (lines["backup"].Light, lines["outbox"].Light, lines["assessments"].Light, lines["audit-collector"].Light));
        Assert.Equal(StateLight.Good, lines["audit"].Light);
        Assert.Contains("条未封存", lines["audit"].Detail, StringComparison.Ordinal);
        Assert.Contains(lines["disk"].Figures, f => f is { Name: "free", Value: > 0 });
        Assert.DoesNotContain("pump.sealing", lines.Keys);

        office.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await office.TamperAsync(
            "INSERT INTO db_outbox (message_id, topic_name, consumer_name, order_key, payload_json, state_code, attempt_count, next_utc, created_utc) VALUES (1, 't', 'c', 'k', '{}', 'STUCK', 12, '2026-03-02 01:00:00.000000', '2026-03-02 01:00:00.000000')"));
        Assert.Equal(1, await office.TamperAsync(
            "INSERT INTO db_node (node_no, holder_name, lease_utc, last_millis, started_utc, program_version) VALUES (900, 'b:7', '2026-03-04 01:01:00.000000', 1, '2026-03-03 01:00:00.000000', '1.2.3')"));
        Assert.Equal(1, await office.TamperAsync(
            "INSERT INTO db_node (node_no, holder_name, lease_utc, last_millis) VALUES (901, 'c:8', '2026-03-04 00:30:00.000000', 1)"));
        var later = await LinesAsync(office);
        Assert.Equal((StateLight.Problem, StateLight.Problem), (later["outbox"].Light, later["audit"].Light));
        Assert.Equal(StateLight.Good, later["process.900"].Light);
        Assert.Contains("版本 1.2.3,已运行 1 天 0 小时", later["process.900"].Detail, StringComparison.Ordinal);
        Assert.Equal((StateLight.Notice, "平台进程 c:8"), (later["process.901"].Light, later["process.901"].Title));
        Assert.DoesNotContain(later.Values, l => l.Detail.Contains("郭明", StringComparison.Ordinal) || l.Detail.Contains("sysadmin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_is_as_old_as_its_newest_file_and_one_of_the_future_is_not_known()
    {
        var clock = new FixedClock();
        var folder = Directory.CreateTempSubdirectory("guotu-backup").FullName;
        var file = Path.Combine(folder, "a.bak");
        await File.WriteAllTextAsync(file, "x");
        var settings = new NodeSettings { Home = folder, County = CountySettings.Xixiang, Database = new() { Provider = "sqlite", ConnectionString = "Data Source=x" }, RootKeyFile = "x", BackupFolder = folder };
        (TimeSpan Age, StateLight Light)[] cases =
        [
            (TimeSpan.FromHours(1), StateLight.Good),
            (TimeSpan.FromHours(31), StateLight.Problem),
            (TimeSpan.FromMinutes(-5), StateLight.Good),
            (TimeSpan.FromDays(-400), StateLight.Unknown),
        ];
        foreach (var (age, light) in cases)
        {
            File.SetLastWriteTimeUtc(file, DateTime.SpecifyKind(clock.Now.UtcDateTime - age, DateTimeKind.Utc));
            Assert.Equal(light, (await new BackupState(settings, clock).LookAsync(Never)).Single().Light);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyDictionary<string, StateLine>> LinesAsync(Office office)
    {
        var state = await office.Get<NodeWatch>().LookAsync(Never);
        return state.Parts.SelectMany(p => p.Lines).ToDictionary(l => l.Code, StringComparer.Ordinal);
    }

    private sealed class Given(string code, int place, Func<CancellationToken, IReadOnlyList<StateLine>> look) : IStateSource
    {
        public Func<CancellationToken, Task> Waits { get; init; } = _ => Task.CompletedTask;

        public string Code => code;

        public string Title => code;

        public string Part => "节点";

        public int Place => place;

        public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
        {
            await Waits(ct);
            return look(ct);
        }
    }
}
