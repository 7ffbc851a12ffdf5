using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Layers;

/// <summary>
/// The label that data is delivered with (密级标志), asked at each import. Where nothing is said it is the county's minimum, and the answer says so; data
/// above the importer's own label is refused.
/// </summary>
internal sealed class LabelChoice
{
    private readonly Option<string?> _level = new("--level")
    {
        Description = "密级标志的级别:公开、内部、敏感;不写按本县缺省(node.json 的 county.importLevel)。秘密、机密、绝密不能入库",
        HelpName = "级别",
    };

    private readonly Option<string[]> _categories = new("--category")
    {
        Description = "密级标志的类别代码,可多个:" + string.Join("、", LabelScheme.Shipped.Categories.Select(c => c.Code + " " + c.Name)),
        HelpName = "代码",
        AllowMultipleArgumentsPerToken = true,
    };

    public IEnumerable<Option> Options => [_level, _categories];

    /// <summary>Whether the label came from the county's setting.</summary>
    public bool IsDefault(ParseResult parse) => parse.GetValue(_level) is null;

    public Result<SecurityLabel> Read(ParseResult parse, NodeSession node, Caller caller)
    {
        var county = node.Settings.County;
        var categories = parse.GetValue(_categories) is { Length: > 0 } given ? given : [.. county.ImportCategories];
        var label = LabelScheme.Shipped.Read(parse.GetValue(_level) ?? county.ImportLevel, categories);
        return (label.Error ?? SubjectMustDominateLabel.Breach(caller.Clearance, label.Value, "入库的数据")) is { } refused ? refused : label;
    }
}
