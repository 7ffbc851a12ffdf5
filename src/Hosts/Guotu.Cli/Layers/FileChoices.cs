using System.CommandLine;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Reference;

namespace Guotu.Cli.Layers;

/// <summary>The options by which a person settles what a file leaves in doubt.</summary>
internal sealed class FileChoices
{
    private readonly Option<string?> _format = new("--format") { Description = "文件格式;不写则由内容识别" };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "文字编码 UTF-8 或 GB18030;不写则由内容识别" };
    private readonly Option<int?> _crs = new("--crs") { Description = "文件没有写明坐标系时的 EPSG 代码,如 4490、4524" };
    private readonly Option<string?> _fileLayer = new("--file-layer") { Description = "文件里有几个图层时读哪一个" };

    public FileChoices()
    {
        _format.AcceptOnlyFromAmong([.. FileFormats.Codes]);
        _encoding.AcceptOnlyFromAmong("UTF-8", "GB18030");
    }

    public IReadOnlyList<Option> Options => [_format, _encoding, _crs, _fileLayer];

    public ReadChoices Read(ParseResult parse) => new()
    {
        Format = parse.GetValue(_format) is { } code ? FileFormats.OfCode(code) : null,
        Encoding = parse.GetValue(_encoding),
        Crs = parse.GetValue(_crs) is { } epsg ? CoordinateSystem.OfEpsg(epsg) : null,
        Layer = parse.GetValue(_fileLayer),
    };
}
