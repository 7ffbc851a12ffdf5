using System.Text;
using Guotu.Crypto.Certificates;
using Guotu.Crypto.KeyExchange;
using Guotu.Crypto.Messages;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>Messages of GM/T 0010 between two offices, and what becomes of one that was changed on the way.</summary>
public sealed class MessageTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("西自然资审〔2026〕12号 用地预审意见");

    private readonly CertificateOffice _office = new();
    private readonly SystemRandomSource _random = new();

    [Fact]
    public void A_signed_message_gives_its_content_and_its_signers_whose_certificates_are_then_judged()
    {
        var (wang, li) = (Signer(), Signer());
        var read = GmMessage.Verify(GmMessage.Sign(Content, wang, li)).Value;
        Assert.Equal(Content, read.Content.ToArray());
        Assert.Equal(
            new[] { wang, li }.Select(s => s.Certificate.SerialNumber).Order(),
            read.Signers.Select(s => s.SerialNumber).Order());
        Assert.All(read.Signers, s => Assert.True(CertificatePath.Judge(s, CertificateUse.Signing, _office.Trust(), CertificateOffice.Noon).IsSuccess));
    }

    [Fact]
    public void An_envelope_opens_for_each_receiver_and_for_nobody_else()
    {
        var (city, county, stranger) = (Receiver(), Receiver(), Receiver());
        var message = GmMessage.Seal(Content, _random, city.Certificate, county.Certificate);
        Assert.Equal(Content, GmMessage.Open(message, city).Value);
        Assert.Equal(Content, GmMessage.Open(message, county).Value);
        Refused(GmMessage.Open(message, stranger));
        Refused(GmMessage.Open(message, county with { Key = stranger.Key }));
    }

    [Fact]
    public void A_signed_envelope_gives_content_and_signer_to_its_receiver_only()
    {
        var (wang, city, stranger) = (Signer(), Receiver(), Receiver());
        var message = GmMessage.SignAndSeal(Content, _random, [wang], [city.Certificate]);
        var read = GmMessage.OpenAndVerify(message, city).Value;
        Assert.Equal(Content, read.Content.ToArray());
        Assert.Equal(wang.Certificate.SerialNumber, Assert.Single(read.Signers).SerialNumber);
        Refused(GmMessage.OpenAndVerify(message, stranger));
        Refused(GmMessage.Open(message, city));
        Refused(GmMessage.Verify(message));
    }

    [Fact]
    public void A_message_cut_or_changed_anywhere_never_gives_another_content()
    {
        var (wang, city) = (Signer(), Receiver());
        var messages = new[] { GmMessage.Sign(Content, wang), GmMessage.SignAndSeal(Content, _random, [wang], [city.Certificate]) };
        foreach (var (message, isSealed) in messages.Zip([false, true]))
        {
            for (var at = 0; at < message.Length; at += 5)
            {
                var changed = message.ToArray();
                changed[at] ^= 0x04;
                foreach (var bytes in new[] { changed, message[..at] })
                {
                    var read = isSealed ? GmMessage.OpenAndVerify(bytes, city) : GmMessage.Verify(bytes);
                    Assert.True(!read.IsSuccess || read.Value.Content.Span.SequenceEqual(Content), $"byte {at}");
                }
            }
        }
    }

    [Fact]
    public void The_types_are_those_of_the_standard()
    {
        var message = Convert.ToHexString(GmMessage.Sign(Content, Signer()));

        // 06 0A 2A811CCF55 06 01 04 02 02: 1.2.156.10197.6.1.4.2.2.
        Assert.Contains("060A2A811CCF550601040202", message, StringComparison.Ordinal);
        Assert.Contains("060A2A811CCF550601040201", message, StringComparison.Ordinal);
        Assert.Contains("06092A811CCF5501822D01", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_offices_agree_on_a_key_by_their_certificates()
    {
        var (city, county) = (Receiver(), Receiver());
        using var initiator = new Sm2KeyExchange(KeyExchangeSide.Initiator, city.Key, "市局", _random);
        using var responder = new Sm2KeyExchange(KeyExchangeSide.Responder, county.Key, "县局", _random);
        var fromCity = KeyAgreementInfo.Read(new KeyAgreementInfo(city.Certificate, "市局", initiator.Temporary).ToMessage()).Value;
        var fromCounty = KeyAgreementInfo.Read(new KeyAgreementInfo(county.Certificate, "县局", responder.Temporary).ToMessage()).Value;
        using var ofCity = initiator.Agree(fromCounty.Peer, 16).Value;
        using var ofCounty = responder.Agree(fromCity.Peer, 16).Value;
        using var key = ofCity.Confirm(ofCounty.Confirmation).Value;
        using var same = ofCounty.Confirm(ofCity.Confirmation).Value;
        Assert.True(key.FixedTimeEquals(same));
        Assert.Equal(CryptoErrors.MessageUnreadable, KeyAgreementInfo.Read(GmMessage.Sign(Content, Signer())).Error!.Code);
    }

    private static void Refused<T>(Kernel.Results.Result<T> result) => Assert.Equal(CryptoErrors.MessageUnreadable, result.Error!.Code);

    private MessageSigner Signer()
    {
        var key = CertificateOffice.NewKey();
        return new MessageSigner(_office.Authority.Issue(CertificateOffice.OfPerson(CertificateUse.Signing), key.PublicKey), key);
    }

    private MessageReceiver Receiver()
    {
        var key = CertificateOffice.NewKey();
        return new MessageReceiver(_office.Authority.Issue(CertificateOffice.OfPerson(CertificateUse.Encryption), key.PublicKey), key);
    }
}
