using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Guotu.Cli.Databases;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Cli.Rasters;
using Guotu.Database.Drivers;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Demonstration;

/// <summary>
/// <c>guotu demo --home D [--size small|county] [--seed N]</c>: makes a demonstration node with invented data, on the embedded database or on an
/// empty one that is named as for <c>db init</c>.
/// </summary>
internal static class DemoCommand
{
    private static readonly Option<string> Home = NodeOptions.Home();

    private static readonly Option<DemonstrationSize> Size = new("--size")
    {
        Description = "small 数千图斑,几秒;county 25 万图斑",
        HelpName = "small|county",
        CustomParser = ReadSize,
    };

    private static readonly DatabaseOnLine Database = new(string.Empty);

    private static readonly Option<int> Seed = new("--seed") { Description = "同一个数生成同一个县", DefaultValueFactory = _ => 1 };

    public static Command Build()
    {
        var command = Verb.Create("demo", "建一个演示节点(演示数据,均为虚构)", [Home, Size, Seed, .. Database.Symbols], RunAsync);
        Database.Check(command);
        return command;
    }

    private static async Task<Answer> RunAsync(ParseResult parse, CancellationToken ct)
    {
        var home = Path.GetFullPath(parse.GetRequiredValue(Home));
        await NodeCeremony.HoldAsync(SettingsOf(home, Database.Read(parse)), ct);
        await using var node = await NodeSession.OpenAsync(home, ct);
        var setup = node.Get<IIdentitySetup>();
        var staffed = await setup.RunAsync(setup.Demonstration, ct);
        if (staffed.Error is { } notStaffed)
        {
            return Answer.Refused(notStaffed, ExitCode.Failed);
        }

        var made = await MakeCountyAsync(node, parse.GetValue(Size), parse.GetValue(Seed), ct);
        if (made.Error is { } notMade)
        {
            return Answer.Refused(notMade, ExitCode.Failed);
        }

        var document = DemoDocument.Of(home, staffed.Value, made.Value, node.Get<IRasterCatalogue>().Find(made.Value.Terrain.RasterCode)!);
        return Answer.Done(document, console => Show(console, document));
    }

    private static NodeSettings SettingsOf(string home, DatabaseOptions database) => new()
    {
        Home = home,
        County = CountySettings.Xixiang,
        Database = database,
        RootKeyFile = Path.Combine(Path.TrimEndingDirectorySeparator(home) + ".keys", "root.key"),
        Demonstration = true,
    };

    private static async Task<Kernel.Results.Result<DemonstrationResult>> MakeCountyAsync(NodeSession node, DemonstrationSize size, int seed, CancellationToken ct)
    {
        var county = node.Get<IDemonstrationCounty>();
        if (Console.IsErrorRedirected)
        {
            return await county.CreateAsync(size, seed, progress: null, ct);
        }

        var errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await errors.Progress().StartAsync(context =>
        {
            var tasks = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
            var progress = new Progress<DemonstrationProgress>(p =>
            {
                lock (tasks)
                {
                    if (!tasks.TryGetValue(p.LayerCode, out var task))
                    {
                        tasks[p.LayerCode] = task = context.AddTask(p.LayerName, maxValue: Math.Max(1, p.Total));
                    }

                    task.Value = p.Done;
                }
            });
            return county.CreateAsync(size, seed, progress, ct);
        });
    }

    private static void Show(IAnsiConsole console, DemoDocument document)
    {
        var table = new Table().AddColumns("图层", "名称", "版本", "数据时点", "要素");
        foreach (var layer in document.Layers)
        {
            table.AddRow(layer.Code, layer.Name, layer.Revision.ToString(CultureInfo.InvariantCulture), layer.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), layer.Count.ToString(CultureInfo.InvariantCulture));
        }

        var terrain = document.Terrain;
        table.AddRow(terrain.Raster, terrain.Name, $"{terrain.Revision}", $"{terrain.AsOf:yyyy-MM-dd}", string.Create(CultureInfo.InvariantCulture, $"{terrain.Columns} × {terrain.Rows} 格"));
        console.Write(table);
        console.WriteLine($"演示节点:{document.Home}(演示数据,均为虚构)");
        console.WriteLine($"首次口令:{document.AccountsFile}(0600,首次登录要修改)");
        console.WriteLine($"试用坐标文件:{document.ParcelFolder}");
    }

    private static DemonstrationSize ReadSize(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "small": return DemonstrationSize.Small;
            case "county": return DemonstrationSize.County;
            default:
                result.AddError($"--size 不能是“{result.Tokens[0].Value}”,只能是 small 或 county");
                return DemonstrationSize.Small;
        }
    }
}

/// <summary>The JSON of <c>demo</c>.</summary>
internal sealed record DemoDocument(
    string Home, bool Demonstration, string AccountsFile, IReadOnlyList<DemoLayer> Layers, RasterLine Terrain, string ParcelFolder, IReadOnlyList<string> Parcels, IReadOnlyList<string> Warnings)
{
    public static DemoDocument Of(string home, StaffingOutcome staffed, DemonstrationResult made, RasterDefinition terrain) => new(
        home,
        Demonstration: true,
        staffed.PasswordFile,
        [.. made.Layers.Select(l => new DemoLayer(l.LayerCode, l.LayerCode, l.Number, l.AsOf, l.FeatureCount, l.ContentDigest.ToString()))],
        RasterLine.Of(new RasterState(terrain, made.Terrain, Stale: false)),
        made.ParcelFolder,
        made.ParcelFiles,
        staffed.Warnings);
}

internal sealed record DemoLayer(string Code, string Name, int Revision, DateOnly AsOf, int Count, string Digest);
