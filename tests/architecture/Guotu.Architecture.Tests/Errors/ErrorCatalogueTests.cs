using System.Text.RegularExpressions;
using Guotu.Architecture.Tests.Sources;
using Guotu.Kernel.Errors;

namespace Guotu.Architecture.Tests.Errors;

/// <summary>What users read when something goes wrong: every code has its text, every text its code, and the words are ours.</summary>
public sealed partial class ErrorCatalogueTests
{
    private static readonly string[] RefusedWords = ["请", "抱歉", "非法", "系统异常", "未知错误"];

    private static readonly IReadOnlyList<DeclaredCode> Declared = [.. SourceTree.Product.SelectMany(DeclaredCode.In)];

    [Fact]
    public void Every_declared_code_has_an_entry_in_the_catalogue() =>
        Findings.MustBeNone(Declared.Where(d => ErrorRegistry.Shared.Entries.All(e => e.Code != d.Code)));

    [Fact]
    public void Every_entry_of_the_catalogue_is_declared_by_some_code() =>
        Findings.MustBeNone(ErrorRegistry.Shared.Entries.Select(e => e.Code).Except(Declared.Select(d => d.Code)));

    [Fact]
    public void No_code_is_declared_twice() =>
        Findings.MustBeNone(Declared.GroupBy(d => d.Code).Where(g => g.Count() > 1).Select(g => string.Join(" and ", g)));

    [Fact]
    public void Codes_are_declared_only_in_classes_of_errors() =>
        Findings.MustBeNone(Declared.Where(d => !d.Owner.EndsWith("Errors", StringComparison.Ordinal)));

    [Fact]
    public void Codes_are_an_area_and_four_digits() =>
        Findings.MustBeNone(Declared.Where(d => !CodeForm().IsMatch(d.Code)));

    [Fact]
    public void A_catalogue_file_holds_only_its_own_area() =>
        Findings.MustBeNone(
            from path in SourceTree.Files("src/BuildingBlocks/Guotu.Kernel/Errors/Catalogue")
            where path.EndsWith(".yaml", StringComparison.Ordinal)
            from code in TopLevelKey().Matches(SourceTree.ReadText(path)).Select(m => m.Groups[1].Value)
            where !code.StartsWith(Path.GetFileNameWithoutExtension(path) + "-", StringComparison.Ordinal)
            select $"{path}: {code}");

    [Fact]
    public void Texts_say_what_happened_without_pleading_or_blaming() =>
        Findings.MustBeNone(
            from entry in ErrorRegistry.Shared.Entries
            from word in RefusedWords
            where BreaksWording(entry.Text + entry.WayOut, word)
            select $"{entry.Code}: {word}");

    // 200 marks a warning: the answer is given, and what was noticed on the way is said with it.
    [Fact]
    public void Every_text_has_a_way_out_and_a_status() =>
        Findings.MustBeNone(ErrorRegistry.Shared.Entries.Where(e => e.Text.Length == 0 || e.WayOut.Length == 0 || e.Http is not (200 or (>= 400 and <= 599))));

    [Theory]
    [InlineData("请重新登录", "请", true)]
    [InlineData("申请人不在名单内", "请", false)]
    [InlineData("申请书缺少,请补", "请", true)]
    [InlineData("请求号已用过", "请", false)]
    [InlineData("输入非法", "非法", true)]
    [InlineData("非法占地图斑", "非法", true)]
    public void The_wording_rule_catches_what_it_is_for(string text, string word, bool refused) => Assert.Equal(refused, BreaksWording(text, word));

    // 申请, 报请, 提请, 请示, 请求 are words of the trade, not pleas.
    private static bool BreaksWording(string text, string word) =>
        word == "请" ? PleaNotApplication().IsMatch(text) : text.Contains(word, StringComparison.Ordinal);

    [GeneratedRegex("(?<![申报提邀聘])请(?![示求])")]
    private static partial Regex PleaNotApplication();

    [GeneratedRegex("^[A-Z]{2,5}-[0-9]{4}$")]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"^([A-Z]+-\d+):", RegexOptions.Multiline)]
    private static partial Regex TopLevelKey();
}
