using Guotu.Approval.Contracts;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Testing;

namespace Guotu.Approval.Tests;

public sealed class FormTests
{
    private static readonly Matter Matter = new MatterCatalogue("/nowhere").Of("land-preexamination");

    internal static Dictionary<string, string> Filled => new()
    {
        ["projectName"] = "牧马河产业园标准厂房二期",
        ["investmentCode"] = "2406-610724-04-01-118327",
        ["approvalKind"] = "filing",
        ["basis"] = "西发改〔2026〕12号",
        ["scale"] = "标准厂房三栋",
        ["builder"] = "西乡产业投资有限公司",
        ["creditCode"] = "91350100M000100Y43",
        ["contactName"] = "王建国",
        ["contactPhone"] = "13800138000",
        ["location"] = "堰口镇三合村",
        ["landUse"] = "工业用地",
        ["ownership"] = "collective",
        ["totalArea"] = "4.1229",
    };

    [Fact]
    public void A_filled_form_is_complete() => Assert.True(FormMustBeComplete.Check(Matter, Filled).IsSuccess);

    [Fact]
    public void All_faults_are_told_at_once_each_at_its_field()
    {
        var form = Filled;
        form.Remove("builder");
        form["totalArea"] = "4.12291";
        form["ownership"] = "private";
        var error = FormMustBeComplete.Check(Matter, form).Error!;

        Assert.Equal(["builder", "ownership", "totalArea"], error.Others.Prepend(error).Select(e => e.Field).Order(StringComparer.Ordinal));
        Assert.Contains(error.Others.Prepend(error), e => e.Code == ApprovalErrors.FieldMissing);
    }

    [Fact]
    public void Full_width_digits_and_spaces_are_normalised_silently()
    {
        var form = Filled;
        form["totalArea"] = " ４．１２２９ ";
        Assert.Equal("4.1229", FormMustBeComplete.Check(Matter, form).Value["totalArea"]);
    }

    [Theory]
    [InlineData("91350100M000100Y43", true)]
    [InlineData("11610724016033222W", true)]
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100I43", false)]
    public void Credit_code_must_have_its_check_character(string code, bool right) =>
        Assert.Equal(right, CreditCodeMustHaveItsCheckCharacter.Check(code) is null);

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("110105194912310021", false)]
    public void Id_number_must_have_its_check_character(string number, bool right) =>
        Assert.Equal(right, IdNumberMustHaveItsCheckCharacter.Check(number) is null);

    [Theory]
    [InlineData("2406-610724-04-01-118327", true)]
    [InlineData("2413-610724-04-01-118327", false)]
    [InlineData("2406-610724-04-01-118327\n", false)]
    public void Investment_code_must_have_its_form(string code, bool right) =>
        Assert.Equal(right, InvestmentCodeMustHaveItsForm.Check(code) is null);

    [Fact]
    public void Hostile_strings_in_any_field_are_refused_or_kept_as_they_are()
    {
        var folder = TestData.Path("malformed/payloads");
        foreach (var payload in Directory.EnumerateFiles(folder).SelectMany(File.ReadLines).Where(l => l.Trim().Length > 0).Distinct())
        {
            foreach (var field in Matter.Fields)
            {
                var form = Filled;
                form[field.Key] = payload;
                var result = FormMustBeComplete.Check(Matter, form);
                Assert.True(result.IsSuccess ? field.Kind is not "text" and not "longtext" || result.Value[field.Key] == payload.Trim() : result.Error!.Field == field.Key);
            }
        }
    }
}
