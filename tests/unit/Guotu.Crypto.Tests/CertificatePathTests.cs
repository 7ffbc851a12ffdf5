using Guotu.Crypto.Certificates;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Crypto.Tests;

/// <summary>Which certificates are trusted, and that every doubt refuses with its reason.</summary>
public sealed class CertificatePathTests
{
    private readonly CertificateOffice _office = new();

    [Theory]
    [InlineData(CertificateUse.Signing)]
    [InlineData(CertificateUse.Authentication)]
    [InlineData(CertificateUse.Encryption)]
    [InlineData(CertificateUse.Server)]
    [InlineData(CertificateUse.ServerEncryption)]
    public void A_certificate_is_trusted_for_its_use_by_its_path_to_the_root(CertificateUse use)
    {
        var path = CertificatePath.Judge(_office.Certify(use), use, _office.Trust(), CertificateOffice.Noon);
        Assert.True(path.IsSuccess, path.Error?.Text);
        Assert.Equal([_office.Person, _office.Authority.Certificate, _office.Root.Certificate], path.Value);
    }

    [Theory]
    [InlineData(CertificateUse.Signing, CertificateUse.Encryption)]
    [InlineData(CertificateUse.Encryption, CertificateUse.Authentication)]
    [InlineData(CertificateUse.ServerEncryption, CertificateUse.Signing)]
    [InlineData(CertificateUse.Encryption, CertificateUse.Signing)]
    [InlineData(CertificateUse.Encryption, CertificateUse.Server)]
    [InlineData(CertificateUse.Signing, CertificateUse.Authority)]
    public void The_double_certificates_do_not_stand_in_for_each_other(CertificateUse has, CertificateUse asked) =>
        Refused("密钥用法与用途不符", _office.Certify(has), asked, _office.Trust());

    [Fact]
    public void An_authoritys_certificate_does_not_sign_documents() =>
        Refused("密钥用法与用途不符", _office.Authority.Certificate, CertificateUse.Signing, _office.Trust());

    [Theory]
    [InlineData(-1, "还没有到有效期")]
    [InlineData(366 * 24 * 60, "已过有效期")]
    [InlineData((30 * 24 * 60) + 1, "撤销列表已过期")]
    public void Outside_its_validity_and_that_of_the_lists_nothing_is_trusted(int minutes, string reason) => Refused(
        reason, _office.Certify(CertificateUse.Signing), CertificateUse.Signing, _office.Trust(), CertificateOffice.Start.Plus(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void A_revoked_certificate_is_refused_from_the_time_of_its_revocation_and_was_good_before()
    {
        var person = _office.Certify(CertificateUse.Signing);
        var trust = _office.Trust(new RevokedCertificate(person.SerialNumber, CertificateOffice.Noon, RevocationReason.KeyCompromise));
        Refused("已被撤销", person, CertificateUse.Signing, trust);
        Assert.True(CertificatePath.Judge(person, CertificateUse.Signing, trust, CertificateOffice.Start.Plus(TimeSpan.FromHours(1))).IsSuccess);

        // A fresh list that has forgotten it does not bring it back while the one that names it is known.
        var forgetful = trust with { RevocationLists = [.. trust.RevocationLists, .. _office.Trust().RevocationLists] };
        Refused("已被撤销", person, CertificateUse.Signing, forgetful);
    }

    [Fact]
    public void A_revoked_authority_takes_all_that_it_certified_with_it()
    {
        var person = _office.Certify(CertificateUse.Signing);
        var revoked = new RevokedCertificate(_office.Authority.Certificate.SerialNumber, CertificateOffice.Start, RevocationReason.AuthorityCompromise);
        var trust = _office.Trust() with
        {
            RevocationLists = [_office.Trust().RevocationLists[1], _office.Root.Revoke([revoked], CertificateOffice.Start, CertificateOffice.Noon.Plus(TimeSpan.FromDays(1)), 2)],
        };
        Refused("已被撤销", person, CertificateUse.Signing, trust);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Without_the_list_of_any_authority_on_the_path_it_is_refused(int missing)
    {
        var lists = _office.Trust().RevocationLists.Where((_, i) => i != missing).ToList();
        Refused("没有签发机构的撤销列表", _office.Certify(CertificateUse.Signing), CertificateUse.Signing, _office.Trust() with { RevocationLists = lists });
    }

    [Fact]
    public void A_list_signed_by_another_key_under_the_authoritys_name_counts_for_nothing()
    {
        var person = _office.Certify(CertificateUse.Signing);
        var impostorKey = CertificateOffice.NewKey();
        var impostor = CertificateAuthority.MakeRoot(
            CertificateOffice.Order(CertificateUse.Authority, new CertificateSubject("西乡县自然资源局", "证书", "测试签发机构")), impostorKey, _office.Random);
        var lists = new[] { _office.Trust().RevocationLists[0], impostor.Revoke([], CertificateOffice.Start, CertificateOffice.Noon.Plus(TimeSpan.FromDays(9)), 1) };
        Assert.Equal(_office.Authority.Certificate.Subject, lists[1].Issuer);
        Refused("没有签发机构的撤销列表", person, CertificateUse.Signing, _office.Trust() with { RevocationLists = lists });
    }

    [Fact]
    public void An_authority_nobody_trusts_and_one_of_the_same_name_with_another_key_are_refused()
    {
        var stranger = new CertificateOffice();
        var person = stranger.Certify(CertificateUse.Signing);
        Refused("不在受信任的机构之中", person, CertificateUse.Signing, _office.Trust());
        Refused("不在受信任的机构之中", person, CertificateUse.Signing, _office.Trust() with { Intermediates = [stranger.Authority.Certificate] });
    }

    [Fact]
    public void A_person_who_certifies_and_an_authority_below_its_depth_are_refused()
    {
        var key = CertificateOffice.NewKey();
        var person = _office.Authority.Issue(CertificateOffice.OfPerson(CertificateUse.Signing), key.PublicKey);
        Assert.Throws<ArgumentException>(() => new CertificateAuthority(person, key, _office.Random));

        // The authority below the root may have none below it.
        var deepKey = CertificateOffice.NewKey();
        var deepCertificate = _office.Authority.Issue(
            CertificateOffice.Order(CertificateUse.Authority, new CertificateSubject("西乡县自然资源局", null, "三级机构")), deepKey.PublicKey);
        var deep = new CertificateAuthority(deepCertificate, deepKey, _office.Random);
        var leaf = deep.Issue(CertificateOffice.OfPerson(CertificateUse.Signing), CertificateOffice.NewKey().PublicKey);
        var trust = _office.Trust();
        trust = trust with
        {
            Intermediates = [.. trust.Intermediates, deepCertificate],
            RevocationLists = [.. trust.RevocationLists, deep.Revoke([], CertificateOffice.Start, CertificateOffice.Noon.Plus(TimeSpan.FromDays(1)), 1)],
        };
        Refused("下级机构的层数超出限制", leaf, CertificateUse.Signing, trust);
    }

    [Fact]
    public void An_authority_that_certifies_itself_in_a_circle_ends()
    {
        var lonely = new CertificateOffice();
        Refused("证书链过长", lonely.Root.Certificate, CertificateUse.Authority, _office.Trust() with { Intermediates = [lonely.Root.Certificate] });
    }

    [Fact]
    public void What_is_written_into_a_certificate_and_a_request_is_read_out_of_it()
    {
        var key = CertificateOffice.NewKey();
        var request = Sm2CertificateRequest.ReadPem(System.Text.Encoding.ASCII.GetBytes(
            Sm2CertificateRequest.Make(new CertificateSubject("西乡县自然资源局", "行政审批股", "王晓燕"), key))).Value;
        Assert.Equal(key.PublicKey, request.PublicKey);
        Assert.Equal("C=CN,O=西乡县自然资源局,OU=行政审批股,CN=王晓燕", request.Subject);

        var order = CertificateOffice.OfPerson(CertificateUse.Server) with { OrganisationCode = "11610724MB2911111X", HostNames = ["guotu.local", "10.1.3.7"] };
        var read = Sm2Certificate.Read(System.Text.Encoding.ASCII.GetBytes(_office.Authority.Issue(order, request.PublicKey).ToPem())).Value;
        Assert.Equal("11610724MB2911111X", read.OrganisationCode);
        Assert.Equal(request.Subject, read.Subject);
        Assert.Equal(CertificateOffice.Start, read.ValidFrom);
        Assert.True(read.HasUsage(CertificateUsageBit.DigitalSignature));
        Assert.False(read.HasUsage(CertificateUsageBit.NonRepudiation));
        Assert.True(read.MayBeServer);
        Assert.Null(_office.Certify(CertificateUse.Signing).OrganisationCode);
    }

    [Fact]
    public void A_list_with_any_byte_changed_is_unreadable_or_not_signed()
    {
        var list = _office.Authority.Revoke(
            [new RevokedCertificate("40aa", CertificateOffice.Start, RevocationReason.Superseded)], CertificateOffice.Start, CertificateOffice.Noon, 7);
        Assert.True(list.IsSignedBy(_office.Authority.Certificate.PublicKey));
        var der = list.Der.ToArray();
        for (var at = 0; at < der.Length; at += 3)
        {
            var changed = der.ToArray();
            changed[at] ^= 0x01;
            var read = Sm2RevocationList.Read(changed);
            Assert.False(read.IsSuccess && read.Value.IsSignedBy(_office.Authority.Certificate.PublicKey), $"byte {at}");
        }

        Assert.Equal(CryptoErrors.CertificateUnreadable, Sm2RevocationList.Read("nothing"u8).Error!.Code);
    }

    private static void Refused(string reason, Sm2Certificate certificate, CertificateUse use, TrustMaterial trust) =>
        Refused(reason, certificate, use, trust, CertificateOffice.Noon);

    private static void Refused(string reason, Sm2Certificate certificate, CertificateUse use, TrustMaterial trust, Instant at)
    {
        Error? refused = CertificatePath.Judge(certificate, use, trust, at).Error;
        Assert.Equal(CryptoErrors.CertificateNotTrusted, refused!.Code);
        Assert.Contains(reason, refused.Text, StringComparison.Ordinal);
    }
}
