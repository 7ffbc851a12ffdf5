using Guotu.Approval.Contracts;
using Guotu.Approval.Domain;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Approval.Tests;

/// <summary>Numbers of certificates: their form, and that none stands on two (证书编号).</summary>
public sealed class CertificateNumberTests
{
    private const string InsertSql =
        """
        INSERT INTO ap_certificate (certificate_id, case_id, certificate_number, provisional_flag, verify_code, project_name, kind_code, issued_on, valid_until, row_version)
        VALUES (:p_id, :p_id, :p_number, :p_flag, :p_code, '道路', 'land-preexamination', :p_on, :p_on, 1)
        """;

    [Theory]
    [InlineData("用字第6107242026XS0000001号", true)]
    [InlineData("用字第6107242026XS000001号", false)]
    [InlineData("用字第6107232026XS0000001号", false)]
    [InlineData("用字第6107242026YG0000001号", false)]
    [InlineData("地字第6107242026XS0000001号", false)]
    [InlineData(" 用字第6107242026XS0000001号", false)]
    [InlineData("用字第6107242026XS0000001号\n", false)]
    [InlineData("", false)]
    public void A_number_must_have_its_form_and_be_of_the_matter_and_the_county(string number, bool fits)
    {
        var certificate = new ListMatters.MatterCatalogue(Path.Combine(Path.GetTempPath(), "no-site-matters")).Of("land-preexamination").Certificate;

        Assert.Equal(fits ? (ErrorCode?)null : ApprovalErrors.NumberForm, CertificateNumberMustHaveItsForm.Check(number, certificate, "610724")?.Code);
    }

    [Theory, BothDatabases]
    public async Task The_store_keeps_a_number_once_and_lets_a_pre_number_stand_beside_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await InsertAsync(office, 1, "用字第6107242026XS0000001号", 0);
        await InsertAsync(office, 2, "用字第6107242026XS0000001号", 1);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => InsertAsync(office, 3, "用字第6107242026XS0000001号", 0));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => InsertAsync(office, 4, "用字第6107242026XS0000001号", 1));
        Assert.Equal(2, await office.CountAsync("ap_certificate"));
    }

    private static Task<int> InsertAsync(Office office, long id, string number, int flag) => office.Get<IUnitsOfWork>().RunUpkeepAsync(
        "certificate",
        (work, ct) => work.ExecuteAsync(InsertSql, new { p_id = id, p_number = number, p_flag = flag, p_code = "CODE" + id, p_on = new DateOnly(2026, 3, 2) }, ct),
        CancellationToken.None);
}
