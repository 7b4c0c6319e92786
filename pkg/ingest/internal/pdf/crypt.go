package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// Many files are encrypted with an empty password, to forbid printing or
// copying; every viewer opens them, and so does this reader.

// A method is how strings or streams are encrypted.
type method int

const (
	plain method = iota
	rc4Method
	aes128
	aes256
)

// A cipherKey decrypts a file.
type cipherKey struct {
	key              []byte
	strings, streams method
}

var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// openCipher returns the key of an encrypted file that opens with an empty
// password, nil if the file is not encrypted.
func (f *File) openCipher() (*cipherKey, error) {
	if f.trailer["Encrypt"] == nil {
		return nil, nil
	}
	f.key = nil // the dictionary itself is not encrypted
	e := f.dictOf(f.trailer["Encrypt"])
	if e == nil {
		return nil, ErrDamaged
	}
	if n, _ := f.resolve(e["Filter"]).(name); n != "Standard" {
		return nil, ErrEncrypted
	}
	v, r := int(f.num(e["V"])), int(f.num(e["R"]))
	text := func(k name) []byte { s, _ := f.resolve(e[k]).(str); return []byte(s) }
	k := &cipherKey{strings: rc4Method, streams: rc4Method}
	length := int(f.num(e["Length"])) / 8
	if v == 1 || length == 0 {
		length = 5
	}
	switch v {
	case 1, 2, 3:
	case 4, 5:
		filters := f.dictOf(e["CF"])
		kind := func(key name) (method, bool) {
			n, _ := f.resolve(e[key]).(name)
			if n == "" || n == "Identity" {
				return plain, true
			}
			switch m, _ := f.resolve(f.dictOf(filters[n])["CFM"]).(name); m {
			case "V2":
				return rc4Method, true
			case "AESV2":
				return aes128, true
			case "AESV3":
				return aes256, true
			case "None":
				return plain, true
			}
			return 0, false
		}
		var ok1, ok2 bool
		k.streams, ok1 = kind("StmF")
		k.strings, ok2 = kind("StrF")
		if !ok1 || !ok2 {
			return nil, ErrEncrypted
		}
		if v == 4 {
			length = 16
		}
	default:
		return nil, ErrEncrypted
	}
	u := text("U")
	if v == 5 {
		if len(u) < 48 || len(text("UE")) < 32 {
			return nil, ErrDamaged
		}
		if !bytes.Equal(hashR6(nil, u[32:40], r), u[:32]) {
			return nil, ErrPassword
		}
		c, err := aes.NewCipher(hashR6(nil, u[40:48], r))
		if err != nil {
			return nil, ErrEncrypted
		}
		k.key = make([]byte, 32)
		cipher.NewCBCDecrypter(c, make([]byte, 16)).CryptBlocks(k.key, text("UE")[:32])
		return k, nil
	}
	if length < 5 || length > 16 || len(u) < 32 {
		return nil, ErrDamaged
	}
	ids, _ := f.resolve(f.trailer["ID"]).(array)
	var id []byte
	if len(ids) > 0 {
		s, _ := f.resolve(ids[0]).(str)
		id = []byte(s)
	}
	h := md5.New()
	h.Write(padding)
	h.Write(text("O")[:min(32, len(text("O")))])
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(f.num(e["P"])))))
	h.Write(id)
	if meta, ok := f.resolve(e["EncryptMetadata"]).(bool); ok && !meta && r >= 4 {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	key := h.Sum(nil)
	if r < 3 {
		k.key = key[:5]
		if !bytes.Equal(xorRC4(k.key, padding), u[:32]) {
			return nil, ErrPassword
		}
		return k, nil
	}
	for range 50 {
		sum := md5.Sum(key[:length])
		key = sum[:]
	}
	k.key = key[:length]
	sum := md5.Sum(append(bytes.Clone(padding), id...))
	check := xorRC4(k.key, sum[:])
	for i := 1; i <= 19; i++ {
		round := bytes.Clone(k.key)
		for j := range round {
			round[j] ^= byte(i)
		}
		check = xorRC4(round, check)
	}
	if !bytes.Equal(check, u[:16]) {
		return nil, ErrPassword
	}
	return k, nil
}

// hashR6 is the hash of a password and a salt: SHA-256, and from revision 6 on
// the rounds of algorithm 2.B.
func hashR6(password, salt []byte, r int) []byte {
	first := sha256.Sum256(append(bytes.Clone(password), salt...))
	k := first[:]
	if r < 6 {
		return k
	}
	for i := 0; ; i++ {
		k1 := bytes.Repeat(append(bytes.Clone(password), k...), 64)
		c, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(c, k[16:32]).CryptBlocks(k1, k1)
		mod := 0
		for _, b := range k1[:16] {
			mod += int(b)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(k1)
			k = s[:]
		case 1:
			s := sha512.Sum384(k1)
			k = s[:]
		default:
			s := sha512.Sum512(k1)
			k = s[:]
		}
		if i >= 63 && int(k1[len(k1)-1]) <= i-31 {
			return k[:32]
		}
	}
}

func xorRC4(key, data []byte) []byte {
	out := make([]byte, len(data))
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(out, data)
	}
	return out
}

// decrypt decrypts a string or a stream of the object id.
func (k *cipherKey) decrypt(data []byte, id ref, m method) []byte {
	key := k.key
	if m == plain {
		return data
	}
	if m != aes256 {
		salted := append(bytes.Clone(key), byte(id.num), byte(id.num>>8), byte(id.num>>16), byte(id.gen), byte(id.gen>>8))
		if m == aes128 {
			salted = append(salted, "sAlT"...)
		}
		sum := md5.Sum(salted)
		key = sum[:min(16, len(k.key)+5)]
	}
	if m == rc4Method {
		return xorRC4(key, data)
	}
	c, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	iv := data[:16]
	out := bytes.Clone(data[16 : len(data)-len(data)%16])
	cipher.NewCBCDecrypter(c, iv).CryptBlocks(out, out)
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 {
		out = out[:len(out)-n]
	}
	return out
}
