using System.CommandLine;
using System.CommandLine.Parsing;
using Guotu.Cli.Output;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;

namespace Guotu.Cli.Parsing;

/// <summary><c>guotu parse FILE</c>: reads a coordinate file; needs no node and stores nothing.</summary>
internal static class ParseCommand
{
    private static readonly Argument<string> FileArgument = new("FILE") { Description = "宗地文件:坐标 TXT、Shapefile(.shp 或 zip)、GeoJSON、WKT/WKB、CSV(WKT 列)、VCT、GML、GeoPackage、File GDB、DXF、KML、FlatGeobuf" };

    private static readonly Option<AxisReading> Axis = new("--axis")
    {
        Description = "坐标顺序:as-written 按规定先北后东,颠倒的拒收;north-first 先北后东;east-first 先东后北,读入时对换",
        HelpName = "as-written|north-first|east-first",
        CustomParser = ReadAxis,
    };

    private static readonly Option<int?> Zone = new("--zone") { Description = "文件没有写明时采用的带号:3 度带 25-45,6 度带 13-23" };

    private static readonly Option<string?> Layer = new("--layer") { Description = "文件里有几个图层时读哪一个" };

    public static Command Build()
    {
        Zone.Validators.Add(MustBeAZone);
        return Verb.Create("parse", "读取坐标文件,给出地块和面积;不需要节点,不保存任何东西", [FileArgument, Axis, Zone, Layer], RunAsync);
    }

    private static async Task<Answer> RunAsync(ParseResult parse, CancellationToken ct)
    {
        var options = new CoordinateTextOptions
        {
            Axis = parse.GetValue(Axis),
            ConfirmedZone = parse.GetValue(Zone) is { } zone ? GaussKrugerZone.OfPrefix(zone) : null,
            Layer = parse.GetValue(Layer),
        };
        var file = await CoordinateFileArgument.ReadAsync(parse.GetRequiredValue(FileArgument), options, ct);
        return file.IsSuccess ? Answer.Done(ParsedFile.Of(file.Value, ct), ParsedFileTable.For(file.Value, ct)) : Answer.Refused(file.Error!, ExitCode.Found);
    }

    private static AxisReading ReadAxis(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "as-written": return AxisReading.AsWritten;
            case "north-first": return AxisReading.NorthFirst;
            case "east-first": return AxisReading.EastFirst;
            default:
                result.AddError($"--axis 不能是“{result.Tokens[0].Value}”,只能是 as-written、north-first 或 east-first");
                return AxisReading.AsWritten;
        }
    }

    private static void MustBeAZone(OptionResult result)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && GaussKrugerZone.OfPrefix(number) is null)
        {
            result.AddError($"--zone {number} 不是我国的投影带:3 度带是 25-45,6 度带是 13-23");
        }
    }
}
